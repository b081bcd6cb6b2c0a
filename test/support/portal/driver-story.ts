import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PostedLetter } from "#local/cognito/outbox.ts";
import { eventually } from "#test/support/eventually.ts";
import { startPlatformProcess } from "#test/support/platform-process.ts";
import { signIn } from "#test/support/rest-client.ts";
import { startVirtualCharger, type VirtualCharger } from "#tools/charger/virtual-charger.ts";

const OPERATOR = "demo-a";

/** A platform as people start it, with chargers, and what drivers leave behind. */
export interface DriverStory {
  /** A charger of the demo that is there; drivers find its cable in their car. */
  readonly plugged: (chargerId: string) => Promise<VirtualCharger>;
  /** What the sticker of its socket says. */
  readonly codeUrl: (chargerId: string) => Promise<string>;
  /** What reCAPTCHA says of everybody from now on. */
  readonly score: (score: number) => Promise<void>;
  readonly letterTo: (address: string) => Promise<PostedLetter>;
  readonly attemptsAt: (chargerId: string) => Promise<number>;
  readonly stop: () => Promise<void>;
}

export async function startDriverStory(): Promise<DriverStory> {
  const platform = await startPlatformProcess();
  const { local, dataDir } = platform;
  const admin = await signIn(local, "admin@demo-a.example");
  const chargers: VirtualCharger[] = [];
  return {
    async plugged(chargerId) {
      const operator = local.operators.find(({ operatorId }) => operatorId === OPERATOR);
      const known = operator?.chargers.find((charger) => charger.chargerId === chargerId);
      if (!known) throw new Error(`There is no ${chargerId} in the demo.`);
      const charger = await startVirtualCharger({
        url: local.ocppUrl,
        operatorId: OPERATOR,
        chargerId,
        password: known.password,
        version: known.ocppVersion === "ocpp1.6" ? "ocpp1.6" : "ocpp2.0.1",
        isStrict: true,
      });
      chargers.push(charger);
      return charger;
    },

    async codeUrl(chargerId) {
      const { body } = await admin(`chargers/${chargerId}/codes`);
      return String(body.items[0].url);
    },

    async score(score) {
      await fetch(`${local.appUrl}/local/recaptcha/control`, {
        method: "POST",
        body: JSON.stringify({ score }),
      });
    },

    letterTo: (address) =>
      eventually(`there is a letter to ${address}`, () =>
        lettersIn(join(dataDir, "outbox")).find(({ to }) => to === address),
      ),

    async attemptsAt(chargerId) {
      const { body } = await admin("adhoc-attempts");
      const items = body.items as readonly { readonly chargerId: string }[];
      return items.filter((attempt) => attempt.chargerId === chargerId).length;
    },

    async stop() {
      await Promise.all(chargers.map((charger) => charger.close()));
      await platform.dispose();
    },
  };
}

function lettersIn(directory: string): readonly PostedLetter[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(directory, name), "utf8")) as PostedLetter);
}
