/** What a driver reports of a sticker; no free words, so that nobody is in it. */
export interface StickerReport {
  readonly operatorId: string;
  /** 26 characters that begin with the time. */
  readonly reportId: string;
  readonly state: "open" | "closed";
  readonly concern: "sticker-over-sticker" | "leads-elsewhere" | "asked-for-card" | "other";
  readonly reportedAt: string;
  /** Where the code on the sticker was ours. */
  readonly chargerId?: string;
  readonly siteId?: string;
  readonly codeId?: string;
  readonly label?: string;
  /** The host that it led to. */
  readonly seenHost?: string;
  readonly outcome?: "sticker-replaced" | "nothing-found" | "no-such-place";
  readonly closedAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}
