import { ArnFormat, Stack } from "aws-cdk-lib";
import type { PlatformFunction } from "./platform-function.ts";

/** Lets a function send mails from one address, whose domain SES has verified. */
export function allowMail(handler: PlatformFunction, mailFrom: string): void {
  const identity = Stack.of(handler).formatArn({
    service: "ses",
    resource: "identity",
    resourceName: mailFrom.split("@").at(-1) ?? mailFrom,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  handler.setVariable("MAIL_FROM", mailFrom);
  handler.allow("ses:SendEmail", identity);
}
