import { profileOf } from "./charging-profiles.ts";
import type { LocalListEntry, Operation16, Operation201 } from "./contract.ts";

/** An OCPP request; members without a value are left out of the JSON. */
export type Payload = Readonly<Record<string, unknown>>;

/** The numbers on the wire that handles of the platform stand for. */
interface Numbers {
  readonly transactionIdOf: (sessionId: string) => Promise<number>;
  readonly newReservationId: () => number;
}

/** OCPP 1.6 demands idTagInfo in a full list; an entry without a status means a tag that may charge. */
function listEntry({ idTag, status, expiryDate, parentIdTag: parent }: LocalListEntry): Payload {
  return { idTag, idTagInfo: { status: status ?? "Accepted", expiryDate, parentIdTag: parent } };
}

/** The OCPP 1.6 request of an operation of the suite. */
export async function payload16(operation: Operation16, numbers: Numbers): Promise<Payload> {
  switch (operation.action) {
    case "GetConfiguration":
      return { key: operation.keys };
    case "RemoteStartTransaction": {
      const { idTag, connectorId, chargingProfile } = operation;
      const profile = chargingProfile === undefined ? undefined : profileOf(chargingProfile);
      return { connectorId, idTag, chargingProfile: profile };
    }
    case "RemoteStopTransaction":
      return { transactionId: await numbers.transactionIdOf(operation.transaction) };
    case "SetChargingProfile": {
      const { connectorId, chargingProfile, transaction } = operation;
      const transactionId =
        transaction === undefined ? undefined : await numbers.transactionIdOf(transaction);
      return { connectorId, csChargingProfiles: profileOf(chargingProfile, transactionId) };
    }
    case "ClearChargingProfile": {
      const { chargingProfile, connectorId, purpose, stackLevel } = operation;
      const id = chargingProfile === undefined ? undefined : Number(chargingProfile);
      return { id, connectorId, chargingProfilePurpose: purpose, stackLevel };
    }
    case "SendLocalList": {
      const { listVersion, updateType, localAuthorizationList } = operation;
      return {
        listVersion,
        localAuthorizationList: localAuthorizationList?.map(listEntry),
        updateType,
      };
    }
    case "ReserveNow": {
      const { connectorId, expiryDate, idTag, parentIdTag, reservation } = operation;
      const reservationId =
        reservation === undefined ? numbers.newReservationId() : Number(reservation);
      return { connectorId, expiryDate, idTag, parentIdTag, reservationId };
    }
    case "CancelReservation":
      return { reservationId: Number(operation.reservation) };
    default:
      return requestAsItIs(operation);
  }
}

/** The OCPP 2.0.1 request of an operation of the suite. */
export function payload201(operation: Operation201): Payload {
  switch (operation.action) {
    case "Reset":
      return requestAsItIs(operation);
    case "GetVariables":
      return { getVariableData: operation.variables };
    case "SetVariables":
      return { setVariableData: operation.variables };
  }
}

/** Most operations have the members of their OCPP request under its own names. */
function requestAsItIs({ action: _action, ...request }: { readonly action: string }): Payload {
  return request;
}
