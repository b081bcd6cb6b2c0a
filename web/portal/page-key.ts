import type { Proof } from "./platform.ts";

const DATABASE = "charge";
const STORE = "keys";
const NAME = "page";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;

/** Signs words with this browser's own key, which no script can take out of it. */
export async function signed(words: string): Promise<Proof> {
  const { privateKey, publicKey } = await pageKey();
  const [{ x = "", y = "" }, signature] = await Promise.all([
    crypto.subtle.exportKey("jwk", publicKey),
    crypto.subtle.sign({ ...ALGORITHM, hash: "SHA-256" }, privateKey, bytesOf(words)),
  ]);
  const jwk = { kty: "EC", crv: "P-256", x, y } as const;
  return { publicKey: jwk, signature: base64url(signature) };
}

/** SHA-256 of a text, base64url. */
export async function sha256(text: string): Promise<string> {
  return base64url(await crypto.subtle.digest("SHA-256", bytesOf(text)));
}

let once: Promise<CryptoKeyPair> | undefined;

function pageKey(): Promise<CryptoKeyPair> {
  // Where nothing can be stored, the key holds as long as the page.
  once ??= keptKey().catch(() => newKey());
  return once;
}

async function keptKey(): Promise<CryptoKeyPair> {
  const made = await newKey();
  const database = await settled(openDatabase());
  const store = database.transaction(STORE, "readwrite").objectStore(STORE);
  // In one transaction: two tabs agree on the key of the first.
  return new Promise((resolve, reject) => {
    const read = store.get(NAME);
    read.onerror = () => reject(read.error);
    read.onsuccess = () => {
      const known = read.result as CryptoKeyPair | undefined;
      if (known) return resolve(known);
      const write = store.put(made, NAME);
      write.onerror = () => reject(write.error);
      write.onsuccess = () => resolve(made);
    };
  });
}

function newKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
}

function openDatabase(): IDBOpenDBRequest {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return request;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function base64url(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
