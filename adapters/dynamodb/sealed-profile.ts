import { type Lookup, lookupsOf } from "#domain/drivers/change-profile.ts";
import {
  type DriverProfile,
  PERSONAL_FIELDS,
  type PersonalField,
  type PostalAddress,
  type SealedProfile,
} from "#domain/drivers/driver.ts";
import type { BlindIndexKind } from "#domain/privacy/blind-index-kind.ts";
import type { FieldPlace, Sealer } from "#domain/privacy/sealer.ts";
import { keys } from "./keys.ts";

/** What it takes to seal a profile and to find it again. */
export interface ProfileKeys {
  readonly sealer: Sealer;
  readonly indexOf: (operatorId: string, kind: BlindIndexKind, value: string) => Promise<string>;
}

interface Whose {
  readonly operatorId: string;
  readonly driverId: string;
}

/** Seals, opens and indexes the profiles of one operator's drivers. Throws `privacy.…`. */
export function sealedProfiles({ sealer, indexOf }: ProfileKeys) {
  const placeOf = ({ operatorId, driverId }: Whose, attribute: PersonalField): FieldPlace => ({
    table: "People",
    ...keys.driver(operatorId, driverId),
    attribute,
  });
  const keyOf = ({ driverId }: Whose) => ({ subjectId: driverId, purpose: "contact" }) as const;
  const lookupText = async ({ operatorId }: Whose, { kind, value }: Lookup) =>
    `${kind}#${await indexOf(operatorId, kind, value)}`;

  return {
    async seal(
      driver: Whose,
      profile: DriverProfile,
    ): Promise<{ readonly sealed: SealedProfile; readonly lookups: readonly string[] }> {
      const sealed: Partial<Record<PersonalField, string>> = {};
      for (const field of PERSONAL_FIELDS) {
        if (profile[field] === undefined) continue;
        const text = JSON.stringify(profile[field]);
        sealed[field] = await sealer.seal(keyOf(driver), placeOf(driver, field), text);
      }
      const lookups = lookupsOf(profile).map((lookup) => lookupText(driver, lookup));
      return { sealed, lookups: await Promise.all(lookups) };
    },

    /** All fields, or those that are asked for. */
    async open(
      driver: Whose & { readonly sealed: SealedProfile },
      fields: readonly PersonalField[] = PERSONAL_FIELDS,
    ): Promise<DriverProfile> {
      const open = async (field: PersonalField): Promise<unknown> => {
        const text = fields.includes(field) ? driver.sealed[field] : undefined;
        if (text === undefined) return undefined;
        return JSON.parse(await sealer.open(keyOf(driver), placeOf(driver, field), text));
      };
      const opened = await Promise.all(
        PERSONAL_FIELDS.map(async (field) => [field, await open(field)] as const),
      );
      // What was sealed was of this shape.
      return Object.fromEntries(opened.filter(([, value]) => value !== undefined)) as {
        name?: string;
        email?: string;
        phone?: string;
        address?: PostalAddress;
        plates?: readonly string[];
      };
    },
  };
}
