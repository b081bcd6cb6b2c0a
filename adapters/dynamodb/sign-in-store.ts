import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { SignIn } from "#domain/access/sign-in.ts";
import { DomainError } from "#domain/errors.ts";
import { type Actor, stampedUpdate } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

/** Far longer than the tokens of a sign-in can be renewed. */
const KEPT_SECONDS = 30 * 86_400;

/** What is taken down of a sign-in that is used. */
export type SeenSignIn = Omit<SignIn, "firstSeenAt" | "revokedAt" | "revokedBy">;

/** The sign-ins of one person as a scope (an operator, or `platform`) has seen them. Throws `sign-in.not-found`. */
export function signInStore(directoryTable: string, scope: string, subject: string) {
  const keyOf = (signInId: string) => keys.signIn(scope, subject, signInId);
  return {
    async list(limit: number, after?: string): Promise<Page<SignIn>> {
      const { items, hasMore } = await queryPage({
        TableName: directoryTable,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": scope, ":prefix": keyOf("").sk }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const signIns = items.map((item) => fromItem<SignIn>(item));
      const last = signIns.at(-1);
      return { items: signIns, ...(hasMore && last && { after: last.signInId }) };
    },

    /** Ends a sign-in that was seen here: the next request with one of its tokens is refused. */
    async revoke(signInId: string, actor: Actor, now: string): Promise<void> {
      try {
        await write({ signInId, ...revocation(actor, now) }, actor, "attribute_exists(pk)");
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        throw new DomainError("sign-in.not-found", "There is no such sign-in.");
      }
    },

    /** Ends a sign-in whether or not it was seen here. */
    async revokeUnseen(signInId: string, actor: Actor, now: string): Promise<void> {
      await write({ signInId, lastSeenAt: now, ...revocation(actor, now) }, actor);
    },

    /** Takes down that a sign-in was used. It never makes one live again. */
    async see(seen: SeenSignIn): Promise<void> {
      await write({ ...seen });
    },
  };

  async function write(
    fields: { readonly signInId: string; readonly [name: string]: unknown },
    actor?: Actor,
    ConditionExpression?: string,
  ): Promise<void> {
    const now = String(fields["revokedAt"] ?? fields["lastSeenAt"]);
    const all = Object.entries({ ...fields, subject, ttl: ttlAfter(now, KEPT_SECONDS) });
    const set = [
      ...all.map((_, index) => `#f${index} = :f${index}`),
      "firstSeenAt = if_not_exists(firstSeenAt, :now)",
    ];
    const { expression, values } = actor
      ? stampedUpdate(actor, { set })
      : { expression: `SET ${set.join(", ")}`, values: {} };
    await dynamo.send(
      new UpdateItemCommand({
        TableName: directoryTable,
        Key: toItem(keyOf(fields.signInId)),
        ...(ConditionExpression !== undefined && { ConditionExpression }),
        UpdateExpression: expression,
        ExpressionAttributeNames: Object.fromEntries(
          all.map(([name], index) => [`#f${index}`, name]),
        ),
        ExpressionAttributeValues: toItem({
          ...Object.fromEntries(all.map(([, value], index) => [`:f${index}`, value])),
          ":now": now,
          ...values,
        }),
      }),
    );
  }
}

function revocation(actor: Actor, now: string) {
  return { revokedAt: now, revokedBy: actor.subject };
}
