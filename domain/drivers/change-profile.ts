import { DomainError } from "../errors.ts";
import { type Driver, type DriverProfile, PERSONAL_FIELDS, type PersonalField } from "./driver.ts";

/** A value sets, null removes, an absent field stays as it is. */
export type ProfileChange = {
  readonly [Field in PersonalField]?: DriverProfile[Field] | null | undefined;
};

/** What a driver can be looked up by. */
export const LOOKUP_KINDS = ["email", "phone", "plate"] as const;
type LookupKind = (typeof LOOKUP_KINDS)[number];

/** A value that leads to a driver. */
export interface Lookup {
  readonly kind: LookupKind;
  readonly value: string;
}

/** Everything that a profile can be looked up by, each once. */
export function lookupsOf({ email, phone, plates = [] }: DriverProfile): readonly Lookup[] {
  const plain: readonly Lookup[] = [
    ...(email === undefined ? [] : [{ kind: "email", value: email } as const]),
    ...(phone === undefined ? [] : [{ kind: "phone", value: phone } as const]),
    ...[...new Set(plates)].map((value) => ({ kind: "plate", value }) as const),
  ];
  return plain;
}

/** The profile after a change. */
export function changedProfile(before: DriverProfile, change: ProfileChange): DriverProfile {
  const merged = PERSONAL_FIELDS.map((field) => {
    const value = change[field];
    return [field, value === undefined ? before[field] : value];
  });
  return Object.fromEntries(
    merged.filter(([, value]) => value !== undefined && value !== null && !isEmptyList(value)),
  );
}

/** Throws `driver.erased` for somebody of whom nothing may be added any more. */
export function refuseErased({ state }: Pick<Driver, "state">): void {
  if (state === "active") return;
  throw new DomainError("driver.erased", "The driver was erased; only what law demands is kept.");
}

/** Throws `driver.restricted` where data is only stored (GDPR Art. 18(2)). */
export function refuseRestricted({ restrictedAt }: Pick<Driver, "restrictedAt">): void {
  if (restrictedAt === undefined) return;
  throw new DomainError("driver.restricted", "The driver's data is restricted: it is only stored.");
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
