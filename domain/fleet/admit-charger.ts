import type { Operator } from "../tenancy/operator.ts";
import {
  type ArbitrationPorts,
  arbitrate,
  type HolderStays,
  type NewcomerWins,
  type Ruling,
} from "./arbitrate.ts";
import type {
  Charger,
  ChargerConnection,
  ChargerCredential,
  ConnectionBinding,
  OcppVersion,
} from "./charger.ts";
import type { ChargerIdentity } from "./charger-identity.ts";
import { oneMoreTakeover, type Takeovers } from "./takeovers.ts";

/** What a handshake brings. */
export interface Handshake {
  readonly identity: ChargerIdentity;
  readonly connectionId: string;
  readonly sourceIp: string;
  readonly receivedAt: string;
  /** The version to speak; undefined when the charger and we have none in common. */
  readonly version: OcppVersion | undefined;
  /** Whether it proves the identity. Takes the same time for a charger that does not exist. */
  readonly proves: (credential: ChargerCredential | undefined) => Promise<boolean>;
}

export interface AdmissionPorts {
  /** The charger and its operator, in one consistent read. */
  readonly find: (
    identity: ChargerIdentity,
  ) => Promise<{ readonly charger: Charger; readonly operator: Operator } | undefined>;
  /** False when another handshake of the charger came first. */
  readonly open: (binding: ConnectionBinding, details: OpeningDetails) => Promise<boolean>;
  readonly lastActiveAt: ArbitrationPorts["lastActiveAt"];
  /** Asks a charger's current socket for a sign of life, and notes that it did. */
  readonly askForLife: (
    charger: ChargerIdentity,
    holder: ChargerConnection,
  ) => ReturnType<ArbitrationPorts["askForLife"]>;
}

/** What is kept of a socket with its charger, beside the binding. */
export interface OpeningDetails {
  readonly sourceIp: string;
  /** Which credential proved the identity. */
  readonly credentialChangedAt: string;
  readonly replaces: string | undefined;
  /** With the one that this is, where it replaces another. */
  readonly takeovers?: Takeovers;
}

/** The socket that a newcomer found in its place, and why it has it or has it no more. */
export interface Contest<Because extends Ruling["because"] = Ruling["because"]> {
  readonly holder: ChargerConnection;
  readonly because: Because;
  /** Whether anything came over the holder's socket: then its handshake is over. */
  readonly hasSpoken: boolean;
  readonly takeovers?: Takeovers;
}

export type Admission =
  | {
      readonly admitted: true;
      readonly binding: ConnectionBinding;
      readonly replaced?: Contest<NewcomerWins>;
    }
  | { readonly admitted: false; readonly reason: Exclude<AdmissionRefusal, "contested"> }
  | {
      readonly admitted: false;
      readonly reason: "contested";
      readonly contest: Contest<HolderStays>;
    };

export type AdmissionRefusal =
  | "charger-unknown"
  | "credentials-wrong"
  | "no-common-version"
  | "overtaken"
  | "contested";

/** Of many handshakes at once one gets in at each try, and all that began before it give way. */
const ATTEMPTS = 10;

/**
 * Lets a charger in: reads it, has its identity proven, checks the version, and makes the socket its current one in
 * place of the one before, if that one gives way (`arbitrate`). Reading and proving are done in every case, so the time of
 * a refusal tells nothing. A handshake gives way to one that began later: a slow one must not take the place of the newest.
 */
export async function admitCharger(
  handshake: Handshake,
  ports: AdmissionPorts,
): Promise<Admission> {
  let proven: ChargerCredential | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await ports.find(handshake.identity);
    const credential = found?.charger.credential;
    const isProven = isSame(proven, credential) || (await handshake.proves(credential));
    proven = credential;
    if (!found) return refused("charger-unknown");
    if (!isProven) return refused("credentials-wrong");
    if (!handshake.version) return refused("no-common-version");

    const { charger, operator } = found;
    if (isLater(charger.connection, handshake)) return refused("overtaken");
    const { tariffInForce } = charger;
    const binding: ConnectionBinding = {
      connectionId: handshake.connectionId,
      operatorId: charger.operatorId,
      chargerId: charger.chargerId,
      version: handshake.version,
      epoch: charger.epoch + 1,
      siteId: charger.siteId,
      ...(tariffInForce !== undefined && { tariffId: tariffInForce }),
      heartbeatIntervalSeconds: operator.settings.heartbeatIntervalSeconds,
      connectedAt: handshake.receivedAt,
      ...(operator.suspendedAt !== undefined && { suspended: true }),
    };
    const before = charger.connection;
    const holder = before?.connectionId === handshake.connectionId ? undefined : before;
    let replaced: Contest<NewcomerWins> | undefined;
    if (holder) {
      const hasSpoken = (charger.lastSeenAt ?? "") > holder.connectedAt;
      const ruling = await rulingOn(holder, charger, handshake, ports);
      if (ruling.wins === "holder") {
        const contest = { holder, because: ruling.because, hasSpoken };
        return { admitted: false, reason: "contested", contest };
      }
      const takeovers = oneMoreTakeover(charger.takeovers, handshake.receivedAt);
      replaced = { holder, because: ruling.because, hasSpoken, takeovers };
    }
    const details: OpeningDetails = {
      sourceIp: handshake.sourceIp,
      credentialChangedAt: charger.credential.changedAt,
      replaces: holder?.connectionId,
      ...(replaced?.takeovers && { takeovers: replaced.takeovers }),
    };
    if (await ports.open(binding, details))
      return { admitted: true, binding, ...(replaced && { replaced }) };
  }
  return refused("overtaken");
}

function rulingOn(
  holder: ChargerConnection,
  { credential }: Charger,
  { identity, sourceIp, receivedAt }: Handshake,
  ports: AdmissionPorts,
): Promise<Ruling> {
  return arbitrate(
    holder,
    { sourceIp, receivedAt, credential },
    { lastActiveAt: ports.lastActiveAt, askForLife: (each) => ports.askForLife(identity, each) },
  );
}

/** Proving takes the time of a password hash, so it is done once for a credential. */
function isSame(
  proven: ChargerCredential | undefined,
  now: ChargerCredential | undefined,
): boolean {
  if (proven === undefined || now === undefined) return false;
  return proven.salt === now.salt && proven.hashes.join() === now.hashes.join();
}

function isLater(current: Charger["connection"], { receivedAt, connectionId }: Handshake): boolean {
  if (current === undefined || current.connectionId === connectionId) return false;
  return Date.parse(current.connectedAt) > Date.parse(receivedAt);
}

function refused(reason: Exclude<AdmissionRefusal, "contested">): Admission {
  return { admitted: false, reason };
}
