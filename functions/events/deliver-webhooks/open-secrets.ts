import type { SealedCredential } from "#domain/integrations/integration.ts";
import type { Webhook } from "#domain/webhooks/webhook.ts";

type OpenSecret = (webhook: Webhook, sealed: string) => Promise<string>;

const REMEMBERED = 500;

/** The secrets that sign for a webhook now, opened; each sealed text is opened once an execution environment. */
export function openSecrets(open: OpenSecret) {
  const opened = new Map<string, string>();
  const secretOf = async (webhook: Webhook, { sealed }: SealedCredential): Promise<string> => {
    const known = opened.get(sealed);
    if (known !== undefined) return known;
    const secret = await open(webhook, sealed);
    const [oldest] = opened.keys();
    if (opened.size >= REMEMBERED && oldest !== undefined) opened.delete(oldest);
    opened.set(sealed, secret);
    return secret;
  };
  return async (webhook: Webhook, now: string): Promise<readonly string[]> => {
    const { secret, formerSecret } = webhook;
    const current = await secretOf(webhook, secret);
    if (!formerSecret || Date.parse(formerSecret.until) <= Date.parse(now)) return [current];
    return [current, await secretOf(webhook, formerSecret)];
  };
}
