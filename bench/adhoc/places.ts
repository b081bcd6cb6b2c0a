import { createCharger } from "#test/support/demo-fleet.ts";
import type { RestClient } from "#test/support/rest-client.ts";
import { startVirtualCharger, type VirtualCharger } from "#tools/charger/virtual-charger.ts";
import { newPassword } from "../provision.ts";
import { atOnce } from "./at-once.ts";

export const OPERATOR_ID = "demo-a";
const AT_ONCE = 4;

/** A charger that is connected, and the code beside its only connector. */
export interface Place {
  readonly chargerId: string;
  readonly codeId: string;
  readonly code: string;
  readonly charger: VirtualCharger;
}

/** A CALL of the platform that arrived at a charger. */
export type OnCall = (chargerId: string, action: string) => void;

/** The text of a code in the address that its QR code says. */
export const textOf = (url: string): string => url.split("/").at(-1) ?? "";

/** Makes chargers known, each with a code, and connects them; every other one speaks 2.0.1. */
export async function makePlaces(
  count: number,
  {
    admin,
    ocppUrl,
    onCall,
  }: { readonly admin: RestClient; readonly ocppUrl: string; readonly onCall: OnCall },
): Promise<readonly Place[]> {
  const password = newPassword();
  return atOnce(AT_ONCE, Array.from({ length: count }).keys(), async (index) => {
    const { chargerId } = await createCharger(admin, { password });
    const isV16 = index % 2 === 0;
    const { codeId, url } = await makeCode(admin, chargerId, { ...(!isV16 && { evseId: 1 }) });
    const charger = await startVirtualCharger({
      url: ocppUrl,
      operatorId: OPERATOR_ID,
      chargerId,
      password,
      version: isV16 ? "ocpp1.6" : "ocpp2.0.1",
      connectors: 1,
      onEvent: (event) => {
        if (event.type === "command") onCall(chargerId, event.action);
      },
    });
    return { chargerId, codeId, code: textOf(url ?? ""), charger };
  });
}

/** Makes a code for the first connector of a charger. */
export async function makeCode(
  admin: RestClient,
  chargerId: string,
  more: object = {},
): Promise<{ readonly codeId: string; readonly url?: string }> {
  const body = { connectorId: 1, label: "Trial", ...more };
  const made = await admin(`chargers/${chargerId}/codes`, { method: "POST", body });
  if (made.status !== 201) throw new Error(`No code for ${chargerId}: ${made.status}`);
  return made.body;
}
