/** What a person can ask for. */
export interface RequestType {
  readonly meaning: string;
  readonly law: string;
}

/** The rights of KVKK Art. 11 and of GDPR Art. 15 to 22. */
export const REQUEST_TYPES = {
  LEARN: { meaning: "Whether their data is processed", law: "KVKK 11/1(a)" },
  INFO: { meaning: "What is processed", law: "KVKK 11/1(b)" },
  PURPOSE: { meaning: "What for, and whether it is used so", law: "KVKK 11/1(c)" },
  RECIPIENTS: { meaning: "Who received it, at home and abroad", law: "KVKK 11/1(ç)" },
  CORRECT: { meaning: "Correct what is wrong or missing", law: "KVKK 11/1(d), GDPR 16" },
  ERASE: { meaning: "Erase or destroy it", law: "KVKK 11/1(e), GDPR 17" },
  NOTIFY_RECIPIENTS: {
    meaning: "Tell those who received it of a correction or erasure",
    law: "KVKK 11/1(f), GDPR 19",
  },
  OBJECT_AUTOMATED: {
    meaning: "Object to what only a program decided",
    law: "KVKK 11/1(g), GDPR 21 and 22",
  },
  DAMAGES: { meaning: "Compensation for unlawful processing", law: "KVKK 11/1(ğ), GDPR 82" },
  ACCESS: { meaning: "A copy of everything", law: "GDPR 15" },
  PORTABILITY: { meaning: "Their data in a form that machines read", law: "GDPR 20" },
  RESTRICT: { meaning: "Only store it for now", law: "GDPR 18" },
} as const satisfies Readonly<Record<string, RequestType>>;

export type RequestTypeName = keyof typeof REQUEST_TYPES;
export const REQUEST_TYPE_NAMES = Object.keys(REQUEST_TYPES) as readonly RequestTypeName[];

/** The law that the clock runs by. */
export const REGIMES = ["kvkk", "gdpr", "both"] as const;
export type Regime = (typeof REGIMES)[number];
