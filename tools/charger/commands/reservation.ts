import type { Connector } from "../charger-state.ts";
import type { ChargerControl, Commands } from "../dialect.ts";
import { numberIn, type Payload } from "../payload.ts";

/** What the two versions call the same things. */
interface Words {
  readonly id: "reservationId" | "id";
  readonly place: "connectorId" | "evseId";
}

const WORDS: Readonly<Record<"v16" | "v201", Words>> = {
  v16: { id: "reservationId", place: "connectorId" },
  v201: { id: "id", place: "evseId" },
};

/** Reservations of connectors (1.6 §5.2, 5.13; 2.0.1 block H). They end when they are cancelled; nobody watches the time. */
export function reservationCommands(charger: ChargerControl, version: "v16" | "v201"): Commands {
  const words = WORDS[version];
  const reserved = new Map<number, Connector>();

  const show = (connector: Connector, status: string) =>
    charger.afterwards(async () => {
      connector.status = status;
      await charger.dialect.reportStatus(connector);
    });

  function placeFor(payload: Payload): Connector | undefined {
    const place = numberIn(payload, words.place) ?? 0;
    if (place !== 0) return charger.connectors.find(({ connectorId }) => connectorId === place);
    return charger.connectors.find(({ status }) => status === "Available");
  }

  return {
    ReserveNow: (payload) => {
      const connector = placeFor(payload);
      if (!connector) return { status: "Rejected" };
      const id = numberIn(payload, words.id) ?? 0;
      if (!connector.isAvailable) return { status: "Unavailable" };
      const isOthers = connector.status === "Reserved" && reserved.get(id) !== connector;
      if (connector.isOccupied || isOthers) return { status: "Occupied" };
      reserved.set(id, connector);
      show(connector, "Reserved");
      return { status: "Accepted" };
    },
    CancelReservation: (payload) => {
      const id = numberIn(payload, "reservationId") ?? 0;
      const connector = reserved.get(id);
      if (!connector) return { status: "Rejected" };
      reserved.delete(id);
      if (!connector.isOccupied) show(connector, "Available");
      return { status: "Accepted" };
    },
  };
}
