import { type ClientRequest, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { AttemptOutcome, DeliveryFault } from "#domain/webhooks/delivery.ts";
import { AddressRefusedError, publicLookup } from "./public-lookup.ts";
import { webhookUrl } from "./webhook-url.ts";

export interface PostOptions {
  readonly allowsLoopback: boolean;
  readonly timeoutMs: number;
}

/**
 * Posts to a stranger's URL: one attempt, no redirect, whatever comes back is not read. The address is checked where
 * the connection is made, so that a name cannot lead elsewhere between a check and its use.
 */
export async function postWebhook(
  target: string,
  message: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { allowsLoopback, timeoutMs }: PostOptions,
): Promise<AttemptOutcome> {
  let url: URL;
  try {
    url = webhookUrl(target, { allowsLoopback });
  } catch {
    return { ok: false, fault: "address-refused" };
  }
  try {
    const status = await statusOf(url, message, { allowsLoopback, timeoutMs });
    if (status >= 200 && status < 300) return { ok: true, status };
    return { ok: false, fault: "status", status };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

function statusOf(
  url: URL,
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { allowsLoopback, timeoutMs }: PostOptions,
): Promise<number> {
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request: ClientRequest = send(
      url,
      {
        method: "POST",
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Chargeward-Webhooks/1",
        },
        // A connection that was kept open would be used without a look at its address.
        agent: false,
        lookup: publicLookup(allowsLoopback),
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

function faultOf(error: unknown): DeliveryFault {
  if (!(error instanceof Error)) return "unreachable";
  if (error instanceof AddressRefusedError) return "address-refused";
  return error.name === "TimeoutError" || error.name === "AbortError" ? "timed-out" : "unreachable";
}
