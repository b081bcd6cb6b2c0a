import { accounts } from "#functions/shared/accounts.ts";

/** Whom a body means. An e-mail address goes to the sign-in and nowhere else; what is kept is the subject. */
export async function subjectOf(body: {
  readonly subject?: string | undefined;
  readonly email?: string | undefined;
}): Promise<string> {
  if (body.subject !== undefined) return body.subject;
  if (body.email === undefined) throw new Error("the contract lets neither pass");
  return accounts.invite(body.email.toLowerCase());
}
