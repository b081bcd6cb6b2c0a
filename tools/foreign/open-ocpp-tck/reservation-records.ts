import type { ChargewardRest } from "./chargeward-rest.ts";
import type { Records } from "./contract.ts";

interface Command {
  readonly action: string;
  readonly payload: { readonly reservationId?: number };
  readonly response?: { readonly status?: string };
}

/** Reads reservations from the commands that made and cancelled them, and from what the charger answered. */
export function reservationRecords(rest: ChargewardRest): Records["reservations"] {
  const chargers = new Map<string, string>();

  async function commandsOf(chargerId: string): Promise<readonly Command[]> {
    const page = await rest.find(`/chargers/${chargerId}/commands`, { limit: "100" });
    return (page as { readonly items: readonly Command[] }).items;
  }

  return {
    latest: async (chargerId) => {
      const made = (await commandsOf(chargerId)).find(({ action }) => action === "ReserveNow");
      if (made?.payload.reservationId === undefined) return "";
      const reservation = String(made.payload.reservationId);
      chargers.set(reservation, chargerId);
      return reservation;
    },
    status: async (reservation) => {
      const chargerId = chargers.get(reservation);
      if (chargerId === undefined) return "";
      const cancelled = (await commandsOf(chargerId)).some(
        ({ action, payload, response }) =>
          action === "CancelReservation" &&
          payload.reservationId === Number(reservation) &&
          response?.status === "Accepted",
      );
      return cancelled ? "CANCELLED" : "ACCEPTED";
    },
  };
}
