import { PlatformProblem } from "./problem.ts";

/** What to load and to execute at the click. */
export interface Gate {
  readonly siteKey: string;
  readonly action: string;
  readonly scriptUrl: string;
}

interface Enterprise {
  readonly ready: (call: () => void) => void;
  readonly execute: (siteKey: string, what: { readonly action: string }) => PromiseLike<string>;
}

declare global {
  var grecaptcha: { readonly enterprise?: Enterprise } | undefined;
}

const PATIENCE_MS = 8_000;
const loading = new Map<string, Promise<void>>();

/** Begins to load the check's script, so that it is there at the click. */
export function prepareCheck({ scriptUrl, siteKey }: Gate): Promise<void> {
  const url = `${scriptUrl}?render=${encodeURIComponent(siteKey)}`;
  const known = loading.get(url);
  if (known !== undefined) return known;
  const loaded = loadScript(url);
  loading.set(url, loaded);
  // Another try loads it again.
  loaded.catch(() => loading.delete(url));
  return loaded;
}

/** A fresh token for the click. Throws `adhoc.check-not-loaded` where the script is not to be had. */
export async function checkToken(gate: Gate): Promise<string> {
  try {
    return await inTime(prepareCheck(gate).then(() => execute(gate)));
  } catch {
    throw new PlatformProblem("adhoc.check-not-loaded");
  }
}

function execute({ siteKey, action }: Gate): Promise<string> {
  const { enterprise } = globalThis.grecaptcha ?? {};
  if (!enterprise) throw new Error("The script brought no check.");
  return new Promise((resolve, reject) => {
    enterprise.ready(() => void enterprise.execute(siteKey, { action }).then(resolve, reject));
  });
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.async = true;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error("The check's script did not load."));
    };
    document.head.append(script);
  });
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("The check took too long.")), PATIENCE_MS);
    work.then(resolve, reject);
  });
}
