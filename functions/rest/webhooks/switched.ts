import type { Webhook } from "#domain/webhooks/webhook.ts";

/** The fields that change when somebody switches a webhook on or off; none where it stays as it is. */
export function switched(before: Webhook, enabled: boolean | undefined, now: string) {
  if (enabled === undefined || enabled === before.enabled) return {};
  if (enabled) return { enabled, disabledAt: null, disabledBecause: null, failures: 0 };
  return { enabled, disabledAt: now, disabledBecause: "by-hand" };
}
