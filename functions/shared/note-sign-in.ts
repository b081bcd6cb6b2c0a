import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { SeenSignIn } from "#adapters/dynamodb/sign-in-store.ts";
import type { ClaimedSignIn } from "#domain/access/sign-in.ts";
import type { Visitor } from "#domain/tenancy/visitor.ts";
import { logger } from "./observability.ts";
import { sourceAddressOf } from "./source-address.ts";

const HOUR_MS = 3_600_000;
const LONGEST_USER_AGENT = 256;

/** A request of somebody who was let in, as far as their sign-in is concerned. */
interface SignInUse extends ClaimedSignIn {
  readonly event: Pick<APIGatewayProxyEventV2, "headers" | "requestContext">;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** Takes down that a sign-in was used in each place of its person. */
export type NoteSignIn = (visitor: Visitor, use: SignInUse) => Promise<void>;

/** What it takes to write down a sign-in, with the rights of the place's scope. */
type RecordSignIn = (scope: string, seen: SeenSignIn) => Promise<void>;

/** Takes sign-ins down at most once an hour each. That it cannot be written down stops nobody from working. */
export function noteSignInOnceAnHour(record: RecordSignIn): NoteSignIn {
  return async ({ standing, places, signIn }, { signInId, signedInAt, event, now }) => {
    if (signInId === undefined) return;
    const due = places.filter(({ scope }) => {
      const lastSeenMs = Date.parse(signIn?.lastSeenAt[scope] ?? "");
      return !(Date.parse(now) - lastSeenMs < HOUR_MS);
    });
    if (due.length === 0) return;
    const { subject } = standing;
    const { userAgent } = event.requestContext.http;
    const seen = {
      subject,
      signInId,
      ...(signedInAt !== undefined && { signedInAt }),
      lastSeenAt: now,
      sourceAddress: sourceAddressOf(event),
      userAgent: userAgent.slice(0, LONGEST_USER_AGENT),
    };
    const written = await Promise.allSettled(due.map(({ scope }) => record(scope, seen)));
    if (written.some(({ status }) => status === "rejected")) logger.error("sign-in not taken down");
  };
}
