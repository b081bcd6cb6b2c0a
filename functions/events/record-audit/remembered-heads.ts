import type { StoredHead } from "#domain/audit/append.ts";
import type { ChainName } from "#domain/audit/chain.ts";

/** Bounds the memory of an execution environment. */
const REMEMBERED = 2_000;

/** The ends of chains as this environment left them: where nobody else wrote since, a page is one write and no read. */
export function rememberedHeads() {
  const heads = new Map<string, StoredHead>();
  const nameOf = ({ operatorId, table }: ChainName) => `${operatorId} ${table}`;
  return {
    get: (chain: ChainName) => heads.get(nameOf(chain)),
    forget: (chain: ChainName) => heads.delete(nameOf(chain)),
    remember(chain: ChainName, head: StoredHead): void {
      const [oldest] = heads.keys();
      if (heads.size >= REMEMBERED && oldest !== undefined) heads.delete(oldest);
      heads.set(nameOf(chain), head);
    },
  };
}
