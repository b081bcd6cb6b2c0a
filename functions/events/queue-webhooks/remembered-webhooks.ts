import type { Webhook } from "#domain/webhooks/webhook.ts";

const BELIEVED_MS = 30_000;
const REMEMBERED = 500;

type FindWebhooks = (operatorId: string) => Promise<readonly Webhook[]>;

/** Looks an operator's webhooks up, and believes what it found for half a minute: most operators have none. */
export function rememberedWebhooks(
  find: FindWebhooks,
  nowMs: () => number = Date.now,
): FindWebhooks {
  const known = new Map<
    string,
    { readonly webhooks: readonly Webhook[]; readonly until: number }
  >();
  return async (operatorId) => {
    const remembered = known.get(operatorId);
    if (remembered && remembered.until > nowMs()) return remembered.webhooks;
    known.delete(operatorId);
    const webhooks = await find(operatorId);
    const [oldest] = known.keys();
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
    known.set(operatorId, { webhooks, until: nowMs() + BELIEVED_MS });
    return webhooks;
  };
}
