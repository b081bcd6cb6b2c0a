import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { MailSender } from "#domain/mail/mail-sender.ts";

/** Sends from one verified address by Amazon SES. */
export function sesMailSender(from: string): MailSender {
  const ses = new SESv2Client({});
  return {
    async send({ to, subject, text, attachment }) {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: "UTF-8" },
            Body: { Text: { Data: text, Charset: "UTF-8" } },
            ...(attachment && {
              Attachments: [
                {
                  FileName: attachment.fileName,
                  ContentType: attachment.mediaType,
                  RawContent: attachment.content,
                },
              ],
            }),
          },
        },
      });
      try {
        await ses.send(command);
      } catch (error) {
        // SES repeats addresses in its messages.
        throw new Error(`the mail was not taken: ${error instanceof Error ? error.name : "?"}`);
      }
    },
  };
}
