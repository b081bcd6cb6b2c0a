import { openPage, type Page } from "#test/support/page.ts";
import type { Driver, TokenWish } from "./driver.ts";
import type { Place } from "./places.ts";

/** A verdict takes a few tenths of a second under load; looking more often would be the load. */
const LOOK_EVERY_MS = 200;

/** A driver in front of a place. */
export interface Attempting {
  readonly driver: Driver;
  readonly place: Place;
}

/** Sends a start, waits for the verdict where it was taken, and says in a word or two what came of it. */
export async function outcomeOf(driver: Driver, body: object): Promise<string> {
  const begun = await driver.begin(body);
  if (begun.status !== 202) return `${begun.status} ${begun.body.code ?? ""}`.trim();
  const isJudged = ({ state }: Readonly<Record<string, unknown>>) => state !== "requested";
  const { state } = await driver.until(begun.body, LOOK_EVERY_MS, isJudged);
  if (state !== "refused") return `202, then ${state}`;
  return `202, then refused: ${await driver.refusal(begun.body)}`;
}

/** Begins as an honest page does, with a token as wished; by itself it would be let through. */
export async function beginWith(
  { driver, place }: Attempting,
  wish: Partial<TokenWish> & { readonly token?: string },
  page: Page = openPage(),
): Promise<string> {
  const { intent, siteKey, action } = await driver.look(place.code);
  const { token = await driver.token({ ...GOOD, siteKey, action, ...wish }) } = wish;
  return outcomeOf(driver, page.start(place.code, intent, token));
}

const GOOD = { hostname: "localhost", score: 0.9 } as const;
