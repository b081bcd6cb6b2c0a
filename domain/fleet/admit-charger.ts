import type { CertificateFault } from "../certificates/judge-certificate.ts";
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
  ConnectionBinding,
  OcppVersion,
  Site,
} from "./charger.ts";
import type { ChargerIdentity } from "./charger-identity.ts";
import { lowestAccepted } from "./lowest-profile.ts";
import { changesByProof, type Proof, type ProofChanges } from "./proof.ts";
import type { SecurityProfile } from "./security-profile.ts";
import { oneMoreTakeover, type Takeovers } from "./takeovers.ts";

/** What a handshake brings. */
export interface Handshake {
  readonly identity: ChargerIdentity;
  readonly connectionId: string;
  readonly sourceIp: string;
  readonly receivedAt: string;
  /** The version to speak; undefined when the charger and we have none in common. */
  readonly version: OcppVersion | undefined;
  /** How it proves the identity. Takes the same time for a charger that does not exist. */
  readonly proves: (found: FoundCharger | undefined) => Promise<Proof>;
}

/** What a handshake is judged by. */
export interface FoundCharger {
  readonly charger: Charger;
  readonly operator: Operator;
  /** Absent for the moment in which it is made or removed. */
  readonly site?: Site;
}

export interface AdmissionPorts {
  /** The charger, its operator and its site, read consistently. */
  readonly find: (identity: ChargerIdentity) => Promise<FoundCharger | undefined>;
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
  readonly securityProfile: SecurityProfile;
  /** Of the certificate that proved it. */
  readonly certificateId?: string;
  readonly changes: ProofChanges;
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
      readonly profile: SecurityProfile;
      readonly replaced?: Contest<NewcomerWins>;
    }
  | { readonly admitted: false; readonly reason: PlainRefusal }
  | {
      readonly admitted: false;
      readonly reason: "certificate-wrong";
      readonly fault: CertificateFault;
    }
  | {
      readonly admitted: false;
      readonly reason: "contested";
      readonly contest: Contest<HolderStays>;
    };

export type AdmissionRefusal =
  | "certificate-wrong"
  | "charger-unknown"
  | "credentials-wrong"
  | "no-common-version"
  | "overtaken"
  | "contested"
  | "profile-too-low";

/** Those of which there is nothing more to say. */
type PlainRefusal = Exclude<AdmissionRefusal, "certificate-wrong" | "contested">;

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
  let last: { readonly proof: Proof; readonly against: string } | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await ports.find(handshake.identity);
    const against = credentialsOf(found?.charger);
    // Proving takes the time of a password hash, so it is done once for the same credentials.
    const proof = last?.against === against ? last.proof : await handshake.proves(found);
    last = { proof, against };
    if (!found) return refused("charger-unknown");
    if (!proof.proven) return refusedFor(proof);
    if (!handshake.version) return refused("no-common-version");

    const { charger, operator } = found;
    if (proof.profile < lowestAccepted(found, handshake.version, handshake.receivedAt))
      return refused("profile-too-low");
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
    const { profile, certificateId } = proof;
    const credentialChangedAt = provenSince(charger, proof, handshake);
    const holder = before?.connectionId === handshake.connectionId ? undefined : before;
    let replaced: Contest<NewcomerWins> | undefined;
    if (holder) {
      const hasSpoken = (charger.lastSeenAt ?? "") > holder.connectedAt;
      const ruling = await rulingOn(holder, credentialChangedAt, handshake, ports);
      if (ruling.wins === "holder") {
        const contest = { holder, because: ruling.because, hasSpoken };
        return { admitted: false, reason: "contested", contest };
      }
      const takeovers = oneMoreTakeover(charger.takeovers, handshake.receivedAt);
      replaced = { holder, because: ruling.because, hasSpoken, takeovers };
    }
    const details: OpeningDetails = {
      sourceIp: handshake.sourceIp,
      credentialChangedAt,
      replaces: holder?.connectionId,
      securityProfile: profile,
      ...(certificateId !== undefined && { certificateId }),
      changes: changesByProof(charger, proof, handshake.receivedAt),
      ...(replaced?.takeovers && { takeovers: replaced.takeovers }),
    };
    if (await ports.open(binding, details))
      return { admitted: true, binding, profile, ...(replaced && { replaced }) };
  }
  return refused("overtaken");
}

/** From when the credential counts that proved the identity; a new password counts from now on. */
function provenSince(
  { credential }: Charger,
  { by }: Extract<Proof, { readonly proven: true }>,
  { receivedAt }: Handshake,
): string {
  return by === "next-password" ? receivedAt : credential.changedAt;
}

function rulingOn(
  holder: ChargerConnection,
  credentialChangedAt: string,
  { identity, sourceIp, receivedAt }: Handshake,
  ports: AdmissionPorts,
): Promise<Ruling> {
  return arbitrate(
    holder,
    { sourceIp, receivedAt, credential: { changedAt: credentialChangedAt } },
    { lastActiveAt: ports.lastActiveAt, askForLife: (each) => ports.askForLife(identity, each) },
  );
}

function credentialsOf(charger: Charger | undefined): string {
  const { credential, nextCredential } = charger ?? {};
  return JSON.stringify([credential?.salt, credential?.hashes, nextCredential?.salt]);
}

function isLater(current: Charger["connection"], { receivedAt, connectionId }: Handshake): boolean {
  if (current === undefined || current.connectionId === connectionId) return false;
  return Date.parse(current.connectedAt) > Date.parse(receivedAt);
}

function refusedFor(proof: Extract<Proof, { readonly proven: false }>): Admission {
  if (proof.reason === "credentials-wrong") return refused(proof.reason);
  return { admitted: false, reason: proof.reason, fault: proof.fault };
}

function refused(reason: PlainRefusal): Admission {
  return { admitted: false, reason };
}
