import { dirname } from "node:path";
import type { LocalFile } from "#local/services.ts";
import { fetchAccessToken } from "#tools/token/access-token.ts";
import { keptSignIns } from "#tools/token/kept-sign-ins.ts";

export interface RestReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined where the answer has no body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

interface RestRequest {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** REST as somebody with an access token uses it; paths are those of an operator unless they begin with a slash. */
export type RestClient = (path: string, request?: RestRequest) => Promise<RestReply>;

/** Signs a user in and gives their REST client. */
export async function signIn(
  local: LocalFile,
  email: string,
  operatorId = operatorOf(local, email),
): Promise<RestClient> {
  // The data dir: tests beside each other go on with one sign-in, as a code counts only once.
  const kept = keptSignIns(dirname(dirname(local.caFile)));
  const accessToken = await fetchAccessToken(local, local.appUrl, email, kept);
  return restClient(local.appUrl, operatorId, accessToken);
}

export function restClient(
  appUrl: string,
  operatorId: string,
  accessToken: string | undefined,
): RestClient {
  return async (path, { method = "GET", body, headers = {} } = {}) => {
    const url = path.startsWith("/") ? path : `/v1/operators/${operatorId}${path && `/${path}`}`;
    const response = await fetch(`${appUrl}${url}`, {
      method,
      headers: {
        ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
        ...(body !== undefined && {
          "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
        }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: isJson(response.headers) ? JSON.parse(text) : text || undefined,
    };
  };
}

function isJson(headers: Headers): boolean {
  return /^application\/(\w+\+)?json/.test(headers.get("content-type") ?? "");
}

function operatorOf({ users }: LocalFile, email: string): string {
  const user = users.find((known) => known.email === email);
  if (user === undefined) throw new Error(`There is no user ${email}.`);
  return user.operatorId;
}
