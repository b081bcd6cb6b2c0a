import { DomainError } from "../errors.ts";
import type { AdHocPlace } from "./attempt.ts";

/** A code that leads a driver to one connector: printed on a sticker, or shown by a display and always new. */
export interface ConnectorCode extends Omit<AdHocPlace, "siteId"> {
  readonly operatorId: string;
  /** Random; the text of the code is sealed and tells nothing of it. */
  readonly codeId: string;
  readonly kind: "sticker" | "display";
  /** What is written beside the socket, as drivers read it. */
  readonly label: string;
  readonly plugType?: PlugType;
  readonly maxPowerW?: number;
  /** From when on it is over, because it was replaced or withdrawn. */
  readonly endsAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

export const PLUG_TYPES = ["type-2", "ccs-2", "chademo", "schuko", "type-1", "other"] as const;
type PlugType = (typeof PLUG_TYPES)[number];

/** What the sealed text of a code says. */
export interface CodeText {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly codeId: string;
  /** Of a display's: when the text is over, ISO 8601 UTC. */
  readonly expiresAt?: string;
}

/** Refuses a code that is over. Throws `adhoc.code-expired`. */
export function refuseOverCode(code: ConnectorCode, text: CodeText, now: string): void {
  refuseEndedCode(code, now);
  if (code.kind === "sticker") return;
  // What a display shows is good as long as it shows it; without an end it would be good in a picture of it.
  if (text.expiresAt === undefined || text.expiresAt <= now) throw over();
}

/** Refuses a code that was replaced or withdrawn. Throws `adhoc.code-expired`. */
export function refuseEndedCode({ endsAt }: ConnectorCode, now: string): void {
  if (endsAt !== undefined && endsAt <= now) throw over();
}

function over(): DomainError {
  return new DomainError("adhoc.code-expired", "This code is not valid any more.");
}
