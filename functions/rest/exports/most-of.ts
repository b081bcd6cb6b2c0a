import type { WalkPage } from "#adapters/dynamodb/partition-walk.ts";

/** Below the 6 MB that a function may answer, whatever the last page brings (DynamoDB pages have 1 MB at most). */
const MOST_BYTES = 3_000_000;
/** Well before API Gateway gives up. */
const MOST_MS = 6_000;

/** As many pages of a walk as one answer holds, and where the next one begins; no position at the end. */
export async function mostOf(walk: AsyncIterable<WalkPage>, limit: number) {
  const until = Date.now() + MOST_MS;
  const pages: WalkPage[] = [];
  let bytes = 0;
  for await (const page of walk) {
    pages.push(page);
    bytes += JSON.stringify(page.items).length;
    if (page.position === undefined) break;
    if (pages.length >= limit || bytes >= MOST_BYTES || Date.now() >= until) {
      return { pages, position: page.position };
    }
  }
  return { pages, position: undefined };
}
