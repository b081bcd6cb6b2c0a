import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { publicLookup } from "../webhooks/public-lookup.ts";
import { webhookUrl } from "../webhooks/webhook-url.ts";

/** Twice what the longest answer for a charger has. */
const ANSWER_BYTES = 16_384;

export interface PostJsonOptions {
  readonly allowsLoopback: boolean;
  readonly timeoutMs: number;
}

/**
 * Posts JSON to a service of an operator's and reads the JSON that it answers: one attempt, no redirect, only to hosts on
 * the internet. Throws where anything is in the way.
 */
export async function postJson(
  target: string,
  message: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { allowsLoopback, timeoutMs }: PostJsonOptions,
): Promise<unknown> {
  const url = webhookUrl(target, { allowsLoopback });
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const text = await new Promise<string>((resolve, reject) => {
    const request = send(
      url,
      {
        method: "POST",
        headers: {
          ...message.headers,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(message.body),
        },
        // A connection that was kept open would be used without a look at its address.
        agent: false,
        lookup: publicLookup(allowsLoopback),
        signal: AbortSignal.timeout(timeoutMs),
      },
      async (response) => {
        try {
          if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
          resolve(await textOf(response));
        } catch (error) {
          reject(error);
          response.destroy();
        }
      },
    );
    request.on("error", reject);
    request.end(message.body);
  });
  return JSON.parse(text) as unknown;
}

async function textOf(response: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > ANSWER_BYTES) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
