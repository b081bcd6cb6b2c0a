import type { RestClient } from "#test/support/rest-client.ts";
import { newDriver, type Shown } from "./driver.ts";
import { makeCode, type Place, textOf } from "./places.ts";

/** A code that is over, and what its page showed while it was not. */
export interface OverCode {
  readonly name: string;
  readonly code: string;
  readonly shown: Shown;
}

/** Codes that are over: one replaced, one withdrawn, and one that a display showed for a minute, over in a minute. */
export async function makeOverCodes(
  admin: RestClient,
  { chargerId }: Place,
  appUrl: string,
): Promise<readonly OverCode[]> {
  const post = (path: string, body: object = {}) =>
    admin(`chargers/${chargerId}/codes/${path}`, { method: "POST", body });
  const look = (code: string) => newDriver(appUrl, 0).look(code);

  const old = await makeCode(admin, chargerId);
  const replaced = { code: textOf(old.url ?? ""), shown: await look(textOf(old.url ?? "")) };
  await post(`${old.codeId}/rotate`);

  const gone = await makeCode(admin, chargerId);
  const withdrawn = { code: textOf(gone.url ?? ""), shown: await look(textOf(gone.url ?? "")) };
  await post(`${gone.codeId}/withdraw`);

  const display = await makeCode(admin, chargerId, { kind: "display" });
  const { body } = await post(`${display.codeId}/display`, { minutes: 1 });
  const displayed = { code: textOf(body.url), shown: await look(textOf(body.url)) };
  return [
    { name: "code replaced", ...replaced },
    { name: "code withdrawn", ...withdrawn },
    { name: "code of a display, over", ...displayed },
  ];
}
