import { API_SCOPE } from "#contracts/api-scope.ts";

const TIMEOUT_MS = 5_000;

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Gets an access token for a program (RFC 6749 §4.4); undefined where the token service does not know the credentials. */
export function tokenService(tokenUrl: string) {
  return async ({ clientId, clientSecret }: ClientCredentials): Promise<string | undefined> => {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const response = await fetch(tokenUrl, {
      method: "POST",
      headers: {
        authorization: `Basic ${basic}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ grant_type: "client_credentials", scope: API_SCOPE }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = (await response.json()) as { access_token?: unknown; error?: unknown };
    if (typeof answer.access_token === "string") return answer.access_token;
    if (answer.error === "invalid_client") return undefined;
    throw new Error(`the token service answered ${response.status}`);
  };
}
