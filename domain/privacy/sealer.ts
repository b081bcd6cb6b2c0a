/** What an operator's own secrets are sealed for: the operator is a subject like any other, with this id. */
export const OPERATOR_SUBJECT = "operator";

/**
 * What a data key is for. `index` never seals: it keys the blind indexes, and is never replaced. `trial` is never kept:
 * it tells whether a KMS key can be used. `token`, `contact`
 * and `payment` belong to a data subject; the others to the operator.
 */
export type KeyPurpose =
  | "trial"
  | "index"
  | "raw-message"
  | "command"
  | "token-group"
  | "token"
  | "contact"
  | "payment";

/** Which data key: one for each data subject and purpose. Ids of subjects are random and say nothing of anybody. */
export interface KeyName {
  readonly subjectId: string;
  readonly purpose: KeyPurpose;
}

/** Where a sealed text is kept. It opens nowhere else. */
export interface FieldPlace {
  /** The table's name in docs/access-patterns.md, not what a stage calls it. */
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
  readonly attribute: string;
}

/** Seals and opens fields of one operator. docs/data-protection.md lists the refusals (`privacy.…`). */
export interface Sealer {
  /** Makes the subject's key where there is none yet. Throws `privacy.erased` for a subject that was forgotten. */
  readonly seal: (key: KeyName, place: FieldPlace, text: string) => Promise<string>;
  readonly open: (key: KeyName, place: FieldPlace, sealed: string) => Promise<string>;
  /** Destroys all keys of a subject: what they sealed opens nowhere any more, a minute later at the latest. */
  readonly forget: (subjectId: string, now: string) => Promise<void>;
}

/** Makes the sealer of an operator. */
export type SealerOf = (owner: { readonly operatorId: string }) => Sealer;
