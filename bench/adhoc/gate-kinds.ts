import { randomBytes } from "node:crypto";
import { openPage } from "#test/support/page.ts";
import { type Attempting, beginWith, outcomeOf } from "./attempt.ts";
import type { Place } from "./places.ts";

/** A way of being refused; each attempt of it gives what came of it. */
export interface Kind {
  readonly name: string;
  readonly attempt: (attempting: Attempting) => Promise<string>;
}

const OLD_MS = 125_000;

/** What goes as far as the limits, and mostly as far as the gate: wrong tokens of every kind. */
export function gateKinds(elsewhere: Place): readonly Kind[] {
  const elsewhereAction = `adhoc_start/${elsewhere.codeId}`;
  const used = new Map<string, string>();
  return [
    {
      name: "no token",
      async attempt({ driver, place }) {
        const { intent } = await driver.look(place.code);
        return outcomeOf(driver, openPage().start(place.code, intent));
      },
    },
    {
      name: "garbage as token",
      attempt: (at) => beginWith(at, { token: randomBytes(300).toString("base64url") }),
    },
    { name: "token too old", attempt: (at) => beginWith(at, { ageMs: OLD_MS }) },
    {
      name: "token used before",
      async attempt(at) {
        const { driver, place } = at;
        const known = used.get(place.chargerId);
        if (known !== undefined) return beginWith(at, { token: known });
        // The first at each place is a robot's, and spends the token that the others bring.
        const { siteKey, action } = await driver.look(place.code);
        const token = await driver.token({ siteKey, action, hostname: "localhost", score: 0 });
        const outcome = await beginWith(at, { token });
        used.set(place.chargerId, token);
        return outcome;
      },
    },
    {
      name: "token of another connector",
      attempt: (at) => beginWith(at, { action: elsewhereAction }),
    },
    { name: "wrong action", attempt: (at) => beginWith(at, { action: "login" }) },
    { name: "wrong host", attempt: (at) => beginWith(at, { hostname: "phish.example" }) },
    {
      name: "another site key",
      attempt: (at) => beginWith(at, { siteKey: "another-site-key-of-somebody" }),
    },
    { name: "score just under (0.49 of 0.5)", attempt: (at) => beginWith(at, { score: 0.49 }) },
    { name: "score 0", attempt: (at) => beginWith(at, { score: 0 }) },
  ];
}
