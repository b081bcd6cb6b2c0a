interface Tag {
  readonly tokenId: string;
  readonly status?: "blocked";
  readonly expiresAt?: string;
}

const VALID_TAGS = [
  ...["003", "004", "005", "010", "011", "012", "013", "014", "017", "018", "028"],
  ...["056", "057", "059", "-RES01", "-TAG-1", "-TAG-2"],
].map((end) => `CERT${end}`);

/** The card number of the suite's 2.0.1 charger, which sends it as ISO 14443. */
const CARD = "CE712001";

/** The tags that the scenarios take for granted. A further one, CERT023-INV, must not be known. */
export const TAGS: readonly Tag[] = [
  ...[...VALID_TAGS, CARD].map((tokenId) => ({ tokenId })),
  { tokenId: "CERT023-EXP", expiresAt: "2026-01-01T00:00:00Z" },
  { tokenId: "CERT023-BLK", status: "blocked" },
];

export const KNOWN_TAGS = TAGS.map(({ tokenId }) => tokenId);

/** Scenarios share tags, and one may leave a session open: that is not what they ask about. */
export const MAX_ACTIVE_SESSIONS = 1000;

export const SITE_ID = "open-ocpp-tck";

const DEFAULT_CHARGERS = "CERTCP1,CERTCP2,CERTCP3";

/** The chargers of a run, as the suite's own variable lists them. */
export function chargerIds(listed: string | undefined): readonly string[] {
  return (listed ?? DEFAULT_CHARGERS).split(",").map((id) => id.trim());
}
