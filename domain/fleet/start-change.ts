import { DomainError } from "../errors.ts";
import { firstStep } from "./change-step.ts";
import type { Charger, ChargerCredential, OcppVersion } from "./charger.ts";
import {
  isUnderWay,
  type NetworkProfile,
  type NextCredential,
  type PasswordChange,
  type ProfileChange,
} from "./credential-change.ts";
import type { SecurityProfile } from "./security-profile.ts";

/** How long a charger has to answer and come back. */
const TIME_MS = 86_400_000;

/** A change without the command that carries out its first step. */
type Begun<C> = Omit<C, "commandId">;

interface Start {
  readonly changeId: string;
  readonly startedBy: string;
  readonly now: string;
}

/** The version that a charger speaks now. Throws `charger.not-connected`. */
export function spokenVersion({ connection }: Charger): OcppVersion {
  if (connection) return connection.version;
  throw new DomainError("charger.not-connected", "The charger has no connection.");
}

/** A change of password as it begins: both passwords count. Throws `charger.change-under-way`. */
export function startPasswordChange(
  charger: Charger,
  credential: ChargerCredential,
  start: Start,
): { readonly nextCredential: NextCredential; readonly passwordChange: Begun<PasswordChange> } {
  refuseSecond(charger, start.now);
  const passwordChange = begun(start);
  return { nextCredential: { ...credential, until: passwordChange.until }, passwordChange };
}

/**
 * A change of profile as it begins. Throws `charger.change-under-way`, and `charger.profile-unfit` where the profile is
 * not higher than what the charger has reached, it has no certificate for 3, or 2.0.1 is told no network.
 */
export function startProfileChange(
  charger: Charger,
  wanted: {
    readonly toProfile: SecurityProfile;
    readonly hasCertificate: boolean;
    readonly network: NetworkProfile | undefined;
  },
  start: Start,
): Begun<ProfileChange> {
  const { toProfile, hasCertificate, network } = wanted;
  refuseSecond(charger, start.now);
  const step = firstStep(spokenVersion(charger));
  if (toProfile <= (charger.securityProfile ?? 1)) throw unfit("The charger has reached that.");
  if (toProfile === 3 && !hasCertificate) throw unfit("The charger has no certificate yet.");
  if (step === "network-profile" && !network) throw unfit("OCPP 2.0.1 needs `network`.");
  return { ...begun(start), toProfile, step, ...(network && { network }) };
}

function begun({ changeId, startedBy, now }: Start): Begun<PasswordChange> {
  const until = new Date(Date.parse(now) + TIME_MS).toISOString();
  return { changeId, state: "sent", startedAt: now, startedBy, until };
}

/** One at a time: a charger that is between two passwords must not be given a profile, and the other way round. */
function refuseSecond({ passwordChange, profileChange }: Charger, now: string): void {
  if (!isUnderWay(passwordChange, now) && !isUnderWay(profileChange, now)) return;
  throw new DomainError("charger.change-under-way", "Another change has not ended yet.");
}

function unfit(detail: string): DomainError {
  return new DomainError("charger.profile-unfit", detail);
}
