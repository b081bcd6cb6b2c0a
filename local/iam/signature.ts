import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { AwsRequest } from "./access.ts";

/** The parts of an `Authorization: AWS4-HMAC-SHA256 …` header (Signature Version 4). */
export interface SignatureHeader {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower case, sorted. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 +Credential=([A-Z0-9]{16,128})\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, *SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})$/;

/** Reads the header; undefined when it is not complete. */
export function parseAuthorization(authorization: string): SignatureHeader | undefined {
  const [, accessKeyId, date, region, service, signedHeaders, signature] =
    AUTHORIZATION.exec(authorization) ?? [];
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    return undefined;
  }
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: signedHeaders.split(";"),
    signature,
  };
}

/** The key that signs one day's requests to one service. Callers keep it: it costs four HMACs, and as a key object each later one takes 3 µs, not 15. */
export function signingKey(
  secretAccessKey: string,
  header: Pick<SignatureHeader, "date" | "region" | "service">,
): KeyObject {
  const parts = [header.date, header.region, header.service, "aws4_request"];
  const first = Buffer.from(`AWS4${secretAccessKey}`);
  return createSecretKey(parts.reduce<Buffer>((key, part) => hmac(key, part), first));
}

/** The signature, 32 bytes, that a request has under `key`. */
export function signatureOf(
  key: KeyObject,
  header: Omit<SignatureHeader, "signature" | "accessKeyId">,
  request: AwsRequest,
): Buffer {
  const scope = `${header.date}/${header.region}/${header.service}/aws4_request`;
  const time = request.headers["x-amz-date"] ?? "";
  const digest = hash("sha256", canonicalRequest(header.signedHeaders, request));
  return hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${digest}`);
}

/** Whether the request carries the signature that `key` gives. */
export function isSignedWith(
  key: KeyObject,
  header: SignatureHeader,
  request: AwsRequest,
): boolean {
  const expected = signatureOf(key, header, request);
  return timingSafeEqual(expected, Buffer.from(header.signature, "hex"));
}

function canonicalRequest(signedHeaders: readonly string[], request: AwsRequest): string {
  const [path = "/", query = ""] = splitOnce(request.url, "?");
  const headers = signedHeaders
    .map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`)
    .join("");
  return `${request.method}\n${canonicalPath(path)}\n${canonicalQuery(query)}\n${headers}\n${signedHeaders.join(";")}\n${hash("sha256", request.body)}`;
}

/** Every service but S3 encodes the path once more than it is sent. */
function canonicalPath(path: string): string {
  return path === "/" ? path : path.split("/").map(encode).join("/");
}

function canonicalQuery(query: string): string {
  if (query === "") return "";
  return query
    .split("&")
    .map((pair) => splitOnce(pair, "=").map((part) => encode(decode(part))))
    .map(([name = "", value = ""]) => [name, value] as const)
    .sort(([name, value], [otherName, otherValue]) =>
      compare(name, otherName) === 0 ? compare(value, otherValue) : compare(name, otherName),
    )
    .map((pair) => pair.join("="))
    .join("&");
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What cannot be decoded cannot have been signed as it is; any other text makes the signature wrong. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function splitOnce(text: string, separator: string): readonly string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function hmac(key: Buffer | KeyObject, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
