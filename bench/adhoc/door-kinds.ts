import { randomBytes } from "node:crypto";
import { openPage } from "#test/support/page.ts";
import { type Attempting, outcomeOf } from "./attempt.ts";
import type { Kind } from "./gate-kinds.ts";
import type { OverCode } from "./over-codes.ts";
import type { Place } from "./places.ts";

/** What is refused before it is counted: codes, intents and signatures that are not right. */
export function doorKinds(foreign: {
  readonly elsewhere: Place;
  /** The text of a code of another operator. */
  readonly otherOperatorCode: string;
  readonly overCodes: readonly OverCode[];
}): readonly Kind[] {
  const { elsewhere, otherOperatorCode, overCodes } = foreign;
  return [
    withCode("code altered", ({ place }) => altered(place.code)),
    withCode("code invented", ({ place }) =>
      randomBytes(Math.ceil(place.code.length * 0.75)).toString("base64url"),
    ),
    withCode("code of another connector", () => elsewhere.code),
    withCode("code of another operator", () => otherOperatorCode),
    ...overCodes.map(
      ({ name, code, shown }): Kind => ({
        name,
        attempt: async ({ driver }) => {
          const token = await driver.token({ ...shown, hostname: "localhost", score: 0.9 });
          return outcomeOf(driver, openPage().start(code, shown.intent, token));
        },
      }),
    ),
    withBody("intent altered", (body) => ({ ...body, intent: altered(body.intent) })),
    withBody("signed by another key", (body) => {
      return { ...body, publicKey: openPage().publicKey };
    }),
    withBody("signed for another token", (body) => {
      return { ...body, recaptchaToken: randomBytes(60).toString("base64url") };
    }),
  ];
}

type Start = ReturnType<ReturnType<typeof openPage>["start"]>;

/** A good start with something wrong in it afterwards. */
function withBody(name: string, change: (body: Start) => object): Kind {
  return {
    name,
    attempt: async (at) => outcomeOf(at.driver, change(await goodStart(at, at.place.code))),
  };
}

/** A good start, signed and all, that names another code than the page showed. */
function withCode(name: string, codeFor: (at: Attempting) => string): Kind {
  return {
    name,
    attempt: async (at) => outcomeOf(at.driver, await goodStart(at, codeFor(at))),
  };
}

async function goodStart({ driver, place }: Attempting, code: string): Promise<Start> {
  const { intent, siteKey, action } = await driver.look(place.code);
  const token = await driver.token({ siteKey, action, hostname: "localhost", score: 0.9 });
  return openPage().start(code, intent, token);
}

/** The same text with one character in its middle replaced by another. */
function altered(text: string): string {
  const middle = Math.floor(text.length / 2);
  const other = text[middle] === "A" ? "B" : "A";
  return `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`;
}
