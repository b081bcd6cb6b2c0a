import type { ChargerAddress } from "../commands/command.ts";
import type { KeptProfile } from "./charging-profile.ts";

/** The profiles that chargers are known to have. */
export interface ProfileStore {
  /** In the order of their ids; the newest word on each. */
  readonly list: (charger: ChargerAddress) => Promise<readonly KeptProfile[]>;
  /** Keeps a profile, unless a newer word on it is kept already. */
  readonly keep: (charger: ChargerAddress, kept: KeptProfile) => Promise<void>;
  /** Removes a profile, unless a newer word on it came after `before`. */
  readonly remove: (charger: ChargerAddress, kept: KeptProfile, before: string) => Promise<void>;
}
