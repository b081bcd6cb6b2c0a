import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RestClient } from "#test/support/rest-client.ts";

/** What the payment service and the operator's books know: what refused attempts must leave nothing in. */
export interface Told {
  /** Checkouts at the stand-in. */
  readonly checkouts: number;
  /** Of them, those with a hold that was placed. */
  readonly holds: number;
  /** Requests with an idempotency key that the stand-in answered. */
  readonly requests: number;
  /** Payments of the operator, up to a page of them. */
  readonly payments: number;
}

/** Reads the stand-in's books in the data dir and the operator's payments by REST. */
export async function readTold(dataDir: string, finance: RestClient): Promise<Told> {
  const books = JSON.parse(await readFile(join(dataDir, "psp.json"), "utf8")) as {
    readonly checkouts: Readonly<Record<string, { readonly checkout: string }>>;
    readonly answers: Readonly<Record<string, unknown>>;
  };
  const checkouts = Object.values(books.checkouts);
  const { status, body } = await finance("payments");
  if (status !== 200) throw new Error(`No payments to see: ${status}`);
  return {
    checkouts: checkouts.length,
    holds: checkouts.filter(({ checkout }) => checkout === "complete").length,
    requests: Object.keys(books.answers).length,
    payments: body.items.length,
  };
}
