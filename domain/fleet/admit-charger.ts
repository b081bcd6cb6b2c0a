import type { Operator } from "../tenancy/operator.ts";
import type { Charger, ChargerCredential, ConnectionBinding, OcppVersion } from "./charger.ts";
import type { ChargerIdentity } from "./charger-identity.ts";
import type { ReplacedSocket } from "./take-over.ts";

/** What a handshake brings. */
export interface Handshake {
  readonly identity: ChargerIdentity;
  readonly connectionId: string;
  readonly sourceIp: string;
  /** When it came to the platform, which may be well before anybody looked at it. */
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
  readonly open: (
    binding: ConnectionBinding,
    details: { readonly sourceIp: string; readonly replaces: string | undefined },
  ) => Promise<boolean>;
}

export type Admission =
  | {
      readonly admitted: true;
      readonly binding: ConnectionBinding;
      readonly replaced?: ReplacedSocket;
    }
  | { readonly admitted: false; readonly reason: AdmissionRefusal };

export type AdmissionRefusal =
  | "charger-unknown"
  | "credentials-wrong"
  | "no-common-version"
  | "overtaken";

const ATTEMPTS = 3;

/**
 * Lets a charger in: reads it, has its identity proven, checks the version, and makes the socket its current one in
 * place of the one before, unless that one's handshake came later: of a herd the last one stays, and the others go without
a write. Reading and proving are done in every case, so the time of a refusal tells nothing.
 */
export async function admitCharger(
  handshake: Handshake,
  ports: AdmissionPorts,
): Promise<Admission> {
  let proof: { readonly salt: string | undefined; readonly isProven: boolean } | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await ports.find(handshake.identity);
    const credential = found?.charger.credential;
    // A hash costs more than all the rest; it is made anew only where the password was changed in between.
    if (!proof || proof.salt !== credential?.salt) {
      proof = { salt: credential?.salt, isProven: await handshake.proves(credential) };
    }
    if (!found) return refused("charger-unknown");
    if (!proof.isProven) return refused("credentials-wrong");
    if (!handshake.version) return refused("no-common-version");

    const { charger, operator } = found;
    const before = charger.connection;
    if (before && before.connectedAt > handshake.receivedAt) break;
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
    const replaced = before?.connectionId === handshake.connectionId ? undefined : before;
    const details = { sourceIp: handshake.sourceIp, replaces: replaced?.connectionId };
    if (await ports.open(binding, details))
      return { admitted: true, binding, ...(replaced && { replaced }) };
  }
  return refused("overtaken");
}

function refused(reason: AdmissionRefusal): Admission {
  return { admitted: false, reason };
}
