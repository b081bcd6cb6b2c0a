import { opaqueText } from "#adapters/kms/opaque-text.ts";
import { sealedCodes } from "#adapters/kms/sealed-codes.ts";
import { environment } from "./environment.ts";

/** Seals with this stage's key. */
export const opaqueTexts = opaqueText(environment("CODE_KEY_ARN"));

/** Codes, intents and handles of this stage. */
export const codes = sealedCodes(opaqueTexts);
