/** User and password of an HTTP Basic header, as the bytes that were sent: OCPP passwords need not be text. */
export interface BasicCredentials {
  readonly user: Buffer;
  readonly password: Buffer;
}

const COLON = 0x3a;
const BASIC = /^Basic +(?<encoded>[A-Za-z0-9+/]+={0,2})$/i;

/** Undefined for an absent header, another scheme and anything malformed (RFC 7617). */
export function basicCredentials(authorization: string | undefined): BasicCredentials | undefined {
  const encoded = BASIC.exec(authorization?.trim() ?? "")?.groups?.["encoded"];
  if (encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, "base64");
  const colon = bytes.indexOf(COLON);
  if (colon === -1) return undefined;
  return { user: bytes.subarray(0, colon), password: bytes.subarray(colon + 1) };
}
