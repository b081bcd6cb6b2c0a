import { DomainError } from "../errors.ts";
import type { SecurityProfile } from "./security-profile.ts";

interface Demanding {
  readonly minimumSecurityProfile?: SecurityProfile | null | undefined;
}

/** A minimum goes up by whoever may change settings; down it takes two people and an end. Throws `security-profile.lowering`. */
export function refuseLowering(before: Demanding, change: Demanding): void {
  const wanted = change.minimumSecurityProfile;
  if (wanted === undefined || (wanted ?? 1) >= (before.minimumSecurityProfile ?? 1)) return;
  throw new DomainError(
    "security-profile.lowering",
    "A minimum is not lowered: ask for a waiver, which ends by itself.",
  );
}
