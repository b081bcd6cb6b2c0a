const TIMEOUT_MS = 8_000;

interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

/** What came back, without what it said: the status and, of a problem, its code. */
interface ApiAnswer {
  readonly status: number;
  readonly code?: string;
}

/** Calls the REST API from outside, as any program does; undefined where nothing answered. */
export function publicApi(appUrl: string, accessToken: string) {
  return async ({ method, path, body }: ApiCall): Promise<ApiAnswer | undefined> => {
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    try {
      const response = await fetch(`${appUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${accessToken}`,
          ...(body && { "content-type": type }),
        },
        ...(body && { body: JSON.stringify(body) }),
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const code = codeIn(await response.text());
      return { status: response.status, ...(code !== undefined && { code }) };
    } catch {
      return undefined;
    }
  };
}

function codeIn(text: string): string | undefined {
  try {
    const { code } = JSON.parse(text) as { readonly code?: unknown };
    return typeof code === "string" ? code : undefined;
  } catch {
    return undefined;
  }
}
