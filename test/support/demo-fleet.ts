import { randomBytes } from "node:crypto";
import type { Prices } from "./expected-cost.ts";
import type { RestClient, RestReply } from "./rest-client.ts";

/** A name that no other test uses: all tests share the operators of one platform. */
export function unique(name: string): string {
  return `${name}-${randomBytes(4).toString("hex").toUpperCase()}`;
}

export interface KnownCharger {
  readonly chargerId: string;
  readonly password: string;
}

async function created(reply: Promise<RestReply>): Promise<RestReply["body"]> {
  const { status, body } = await reply;
  if (status !== 201) throw new Error(`Not created: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Makes a charger known at one of the demo operator's sites. */
export async function createCharger(
  rest: RestClient,
  charger: {
    readonly chargerId?: string;
    readonly password?: string;
    readonly tariffId?: string;
    readonly siteId?: string;
  } = {},
): Promise<KnownCharger> {
  const { chargerId = unique("CP"), siteId = "kadikoy", ...rest_ } = charger;
  const body = { chargerId, siteId, ...rest_ };
  const { password } = await created(rest("chargers", { method: "POST", body }));
  return { chargerId, password: charger.password ?? password };
}

/** Makes a card known, and gives its id. */
export async function createToken(
  rest: RestClient,
  token: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const body = { tokenId: unique("TAG"), ...token };
  await created(rest("tokens", { method: "POST", body }));
  return String(body.tokenId);
}

/** A card as REST shows it, by its id. Throws where it is not known. */
export async function tokenNamed(rest: RestClient, tokenId: string): Promise<RestReply["body"]> {
  const { status, body } = await rest("tokens/find", { method: "POST", body: { tokenId } });
  if (status !== 200) throw new Error(`No such card: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Makes a tariff and gives it as REST shows it. */
export async function createTariff(
  rest: RestClient,
  prices: Partial<Prices> & Pick<Prices, "vatRateBasisPoints">,
): Promise<Prices & { readonly tariffId: string }> {
  const body = { name: unique("Tariff"), ...prices };
  const { tariffId } = await created(rest("tariffs", { method: "POST", body }));
  return (await rest(`tariffs/${tariffId}`)).body;
}

/** The sessions of a charger as the list shows them, newest first. */
export async function sessionsOf(
  rest: RestClient,
  chargerId: string,
): Promise<readonly RestReply["body"][]> {
  const { status, body } = await rest(`sessions?chargerId=${encodeURIComponent(chargerId)}`);
  if (status !== 200) throw new Error(`No sessions: ${status} ${JSON.stringify(body)}`);
  return body.items;
}

/** The only session of a charger, in detail with its samples. Throws where there are more or none. */
export async function onlySessionOf(
  rest: RestClient,
  chargerId: string,
): Promise<RestReply["body"]> {
  const sessions = await sessionsOf(rest, chargerId);
  if (sessions.length !== 1) throw new Error(`${chargerId} has ${sessions.length} sessions.`);
  return (await rest(`sessions/${sessions[0].sessionId}`)).body;
}
