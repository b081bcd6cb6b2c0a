import { networkOf } from "../access/network-of.ts";
import type { Operator } from "../tenancy/operator.ts";
import type { AdmissionRefusal, Handshake } from "./admit-charger.ts";
import type { ConnectionBinding } from "./charger.ts";
import type { ChargerIdentity } from "./charger-identity.ts";
import { PENDING_INTERVAL_SECONDS, type PendingCharger } from "./pending-charger.ts";

/** A list that is longer is nobody's new chargers, and nobody reads it. */
const WAITING_AT_MOST = 100;
/** A site that is fitted out has this many behind one router; who makes names up has no more. */
const WAITING_OF_A_NETWORK = 20;

export interface PendingPorts {
  readonly operator: (operatorId: string) => Promise<Operator | undefined>;
  readonly find: (identity: ChargerIdentity) => Promise<PendingCharger | undefined>;
  /** Where those that wait came from; at most as many as asked for. */
  readonly waiting: (
    operatorId: string,
    atMost: number,
  ) => Promise<readonly { sourceIp: string }[]>;
  /** Binds the socket and puts the station on the list, or notes that it came again. */
  readonly open: (binding: ConnectionBinding, sourceIp: string) => Promise<void>;
}

export type PendingAdmission =
  | {
      readonly admitted: true;
      readonly binding: ConnectionBinding;
      /** The station's socket before this one. */
      readonly replaces?: string;
    }
  | { readonly admitted: false; readonly reason: AdmissionRefusal };

/**
 * Lets a station in that nobody knows, where its operator wants to see such stations: to boot, and to nothing else. One
 * that a person refused, and one too many, find what they would find anywhere else: nobody is called that.
 */
export async function admitPendingCharger(
  handshake: Handshake,
  ports: PendingPorts,
): Promise<PendingAdmission> {
  const { identity, connectionId, receivedAt, sourceIp, version } = handshake;
  const operator = await ports.operator(identity.operatorId);
  if (!operator || !wantsUnknown(operator)) return refused("charger-unknown");
  if (!version) return refused("no-common-version");
  const known = await ports.find(identity);
  if (known?.state === "refused" && (known.refusedUntil ?? "") > receivedAt)
    return refused("charger-unknown");
  const isWaiting = known?.state === "waiting";
  if (!isWaiting && !(await hasRoom(identity.operatorId, sourceIp, ports)))
    return refused("charger-unknown");

  const binding: ConnectionBinding = {
    connectionId,
    ...identity,
    version,
    epoch: 0,
    siteId: "",
    heartbeatIntervalSeconds: PENDING_INTERVAL_SECONDS,
    connectedAt: receivedAt,
    pending: true,
  };
  await ports.open(binding, sourceIp);
  return { admitted: true, binding, ...(isWaiting && { replaces: known.connectionId }) };
}

function wantsUnknown({ settings, suspendedAt, offboarding, offboardedAt }: Operator): boolean {
  const isGoing = suspendedAt ?? offboarding ?? offboardedAt;
  return settings.unknownStations === "pending" && isGoing === undefined;
}

async function hasRoom(operatorId: string, sourceIp: string, ports: PendingPorts) {
  const waiting = await ports.waiting(operatorId, WAITING_AT_MOST);
  const network = networkOf(sourceIp);
  const near = waiting.filter((each) => networkOf(each.sourceIp) === network);
  return waiting.length < WAITING_AT_MOST && near.length < WAITING_OF_A_NETWORK;
}

function refused(reason: AdmissionRefusal): PendingAdmission {
  return { admitted: false, reason };
}
