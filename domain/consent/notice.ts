import type { ConsentChannel, PurposeName } from "./purposes.ts";

/** The words of a purpose in one language on one channel. Published once, never changed; new words are a new version. */
export interface Notice {
  readonly operatorId: string;
  readonly noticeId: string;
  readonly purpose: PurposeName;
  /** BCP 47. */
  readonly language: string;
  readonly channel: ConsentChannel;
  readonly version: number;
  readonly text: string;
  /** SHA-256 of the text in UTF-8, hex. */
  readonly sha256: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  /** Since when nobody is shown it any more; the words stay, because answers point to them. */
  readonly retiredAt?: string;
}

type Series = Pick<Notice, "purpose" | "language" | "channel">;

/** The id of a version: it can be read, and sorts by version. */
export function noticeIdOf({ purpose, language, channel }: Series, version: number): string {
  return [purpose, language.toLowerCase(), channel, String(version).padStart(6, "0")].join(".");
}
