import { setTimeout as pause } from "node:timers/promises";
import { type LimitKind, limitWindow } from "#domain/adhoc/limits.ts";
import { openPage } from "#test/support/page.ts";
import { beginWith, outcomeOf } from "./attempt.ts";
import { type Driver, newDriver } from "./driver.ts";
import type { Kind } from "./gate-kinds.ts";
import type { Place } from "./places.ts";

/** Nobody begins so shortly before a new window that the attempt could fall into it. */
const MARGIN_SECONDS = 10;

/** What meets a limit, though its token is good: of a source, of a page's key, of a charger. */
export function limitKinds(
  places: Readonly<Record<"source" | "device" | "charger", Place>>,
  appUrl: string,
  nextAddress: () => number,
): readonly Kind[] {
  const busy = newDriver(appUrl, nextAddress());
  const page = openPage();
  const fresh = (): Driver => newDriver(appUrl, nextAddress());
  const spend = async (driver: Driver, { code }: Place, by = openPage()) => {
    const { intent } = await driver.look(code);
    await outcomeOf(driver, by.start(code, intent));
  };
  const spendSource = limited("source", () => spend(busy, places.source));
  const spendDevice = limited("device", () => spend(fresh(), places.device, page));
  const spendCharger = limited("charger", () => spend(fresh(), places.charger));
  return [
    {
      name: "limit of a source",
      async attempt({ place }) {
        await spendSource();
        return beginWith({ driver: busy, place }, {});
      },
    },
    {
      name: "limit of a page's key",
      async attempt({ driver, place }) {
        await spendDevice();
        return beginWith({ driver, place }, {}, page);
      },
    },
    {
      name: "limit of a charger",
      async attempt({ driver }) {
        await spendCharger();
        return beginWith({ driver, place: places.charger }, {});
      },
    },
  ];
}

/** Uses a limit up once in each of its windows, by attempts without a token. */
function limited(kind: LimitKind, spendOne: () => Promise<void>): () => Promise<void> {
  let window = "";
  let spent = Promise.resolve();
  return async () => {
    const now = limitWindow(kind, new Date().toISOString());
    if (now.secondsLeft <= MARGIN_SECONDS) await pause((now.secondsLeft + 1) * 1_000);
    const { startsAt, most } = limitWindow(kind, new Date().toISOString());
    if (startsAt !== window) {
      window = startsAt;
      spent = (async () => {
        for (let count = 0; count < most; count += 1) await spendOne();
      })();
    }
    await spent;
  };
}
