import { type DriverPlace, readDriverPlace } from "#adapters/dynamodb/driver-place.ts";
import { type CodeText, refuseOverCode } from "#domain/adhoc/connector-code.ts";
import { DomainError } from "#domain/errors.ts";
import { codes } from "#functions/shared/opaque-texts.ts";
import { tables } from "./tables.ts";

/** What a genuine code says. Throws `adhoc.code-unknown`, whatever is wrong with it. */
export async function codeText(sealed: string): Promise<CodeText> {
  return (await codes.openCode(sealed)) ?? unknownCode();
}

/**
 * What stands behind a code, in the operator that one is let into. Throws `adhoc.code-unknown`, and `adhoc.code-expired`
 * with what to compare the charger with: the code was ours, so it is no thief's who learns that.
 */
export async function placeOfCode(text: CodeText, now: string): Promise<DriverPlace> {
  const place = await readDriverPlace(tables, text);
  if (!place || place.operator.offboarding) return unknownCode();
  try {
    refuseOverCode(place.code, text, now);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.message, { verify: verifyOf(place) });
  }
  return place;
}

function verifyOf({ operator, settings, site, code }: DriverPlace) {
  const { supportPhone } = settings;
  return {
    operatorName: operator.name,
    ...(supportPhone !== undefined && { supportPhone }),
    siteName: site.name,
    label: code.label,
  };
}

function unknownCode(): never {
  throw new DomainError("adhoc.code-unknown", "This is no code of ours.");
}
