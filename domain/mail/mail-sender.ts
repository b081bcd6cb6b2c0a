/** A mail to one person. */
interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachment?: {
    readonly fileName: string;
    readonly mediaType: string;
    readonly content: Uint8Array;
  };
}

/** Sends mails. Throws where a mail was not taken; what it throws has no word of the mail in it. */
export interface MailSender {
  readonly send: (mail: Mail) => Promise<void>;
}
