import { arnOf } from "../../assembly/place.ts";
import type { ReadAccesses } from "../access.ts";
import { RefusedRequest } from "../refused-request.ts";
import { isObject, textOf, unreadable } from "./json-request.ts";

/** Reads SES's SendEmail (version 2 of its API): an access to the identity that the mail comes from. */
export const readSesAccesses: ReadAccesses = ({ method, url, body }) => {
  if (method !== "POST" || url !== "/v2/email/outbound-emails") {
    throw new RefusedRequest("unknown-operation", "The operation is not known here.");
  }
  const from = textOf(parse(body), "FromEmailAddress");
  return [
    {
      action: "ses:SendEmail",
      // The domain is what is verified.
      resource: arnOf("ses", `identity/${from.split("@").at(-1)}`),
      context: () => ({ "ses:FromAddress": from }),
    },
  ];
};

function parse(body: Buffer) {
  try {
    const input: unknown = JSON.parse(body.toString("utf8"));
    if (isObject(input)) return input;
  } catch {
    // Falls through to the refusal below.
  }
  throw unreadable("The body is not a JSON object.");
}
