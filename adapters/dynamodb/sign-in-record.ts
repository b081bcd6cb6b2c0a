import type { Member } from "#domain/access/member.ts";
import type { SignInRecord } from "#domain/access/sign-in.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import type { Item } from "./client.ts";
import { type Key, keys } from "./keys.ts";

/** What is read of the sign-in that somebody comes with: what ends it everywhere, above the operators, and in a scope. */
export function signInKeys(visit: {
  readonly subject: string;
  readonly scope: string;
  readonly signInId: string | undefined;
}): readonly Key[] {
  const { subject, scope, signInId } = visit;
  if (signInId === undefined) return [keys.account(subject)];
  const scopes = [...new Set([PLATFORM_SCOPE, scope])];
  return [keys.account(subject), ...scopes.map((each) => keys.signIn(each, subject, signInId))];
}

/** What the items say of a sign-in; undefined where nothing was ever stored about it. */
export function signInRecordIn(
  items: readonly Item[],
  members: readonly Member[],
): SignInRecord | undefined {
  const signIns = items.filter(({ sk }) => sk?.S?.startsWith("SIGNIN#"));
  const account = items.find(({ sk }) => sk?.S?.startsWith("ACCOUNT#"));
  const ends = [
    account?.["signedOutBefore"]?.S,
    ...members.map(({ signedOutBefore }) => signedOutBefore),
  ].filter((end) => end !== undefined);
  if (signIns.length === 0 && ends.length === 0) return undefined;
  const signedOutBefore = ends.sort().at(-1);
  return {
    lastSeenAt: Object.fromEntries(
      signIns.map(({ pk, lastSeenAt }) => [pk?.S ?? "", lastSeenAt?.S ?? ""]),
    ),
    isRevoked: signIns.some(({ revokedAt }) => revokedAt !== undefined),
    ...(signedOutBefore !== undefined && { signedOutBefore }),
  };
}
