/**
 * Names of fields that hold the id of a token, in lower case and without signs: 1.6 idTag and parentIdTag, 2.0.1
 * idToken and additionalIdToken. Faulty chargers spell them in their own ways.
 */
const TOKEN_FIELDS: ReadonlySet<string> = new Set([
  "idtag",
  "parentidtag",
  "idtoken",
  "additionalidtoken",
]);

/** A message with each id of a token replaced, in lists too; everything else stays as it is. */
export function replaceTokenIds(value: unknown, replace: (tokenId: string) => string): unknown {
  if (Array.isArray(value)) return value.map((inner) => replaceTokenIds(inner, replace));
  if (typeof value !== "object" || value === null) return value;
  const field = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(field);
    return isText(inner) ? replace(String(inner)) : replaceTokenIds(inner, replace);
  };
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isTokenField(name) ? field(inner) : replaceTokenIds(inner, replace),
    ]),
  );
}

/** The ids of tokens in a message. */
export function tokenIdsIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  replaceTokenIds(value, (tokenId) => {
    found.add(tokenId);
    return tokenId;
  });
  return [...found];
}

/** Whether a field of an OCPP message holds the id of a token, by its name. */
export function isTokenField(name: string): boolean {
  return TOKEN_FIELDS.has(name.toLowerCase().replaceAll(/[^a-z]/g, ""));
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
