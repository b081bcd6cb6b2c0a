/** The part of Chargeward's REST API that the driver uses, inside one operator. */
export interface ChargewardRest {
  /** Gives the body, or undefined for 404. Throws where the answer is another error. */
  readonly find: (path: string, query?: Readonly<Record<string, string>>) => Promise<unknown>;
  /** Gives the body, or undefined for 404; throws as `find` does. */
  readonly post: (path: string, body: unknown) => Promise<unknown>;
  /** As `post`, for an item that may be there already: then it gives undefined. */
  readonly create: (path: string, body: unknown) => Promise<unknown>;
}

interface Access {
  readonly appUrl: string;
  readonly operatorId: string;
  readonly accessToken: () => Promise<string>;
}

const NOT_FOUND = 404;
const CONFLICT = 409;

/** Of a problem only its code is repeated: its words may quote what was sent. */
async function refusal(response: Response): Promise<Error> {
  const problem = (await response.json().catch(() => ({}))) as { readonly code?: string };
  return new Error(`The platform answers ${response.status} ${problem.code ?? ""}`.trim());
}

/** Opens the API of one operator for whoever the tokens speak of. */
export function chargewardRest({ appUrl, operatorId, accessToken }: Access): ChargewardRest {
  const base = `${appUrl}/v1/operators/${operatorId}`;

  async function call(method: string, address: string, body?: unknown): Promise<Response> {
    return fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${await accessToken()}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function answer(response: Response, absent: readonly number[]): Promise<unknown> {
    if (absent.includes(response.status)) return undefined;
    if (!response.ok) throw await refusal(response);
    return response.json();
  }

  return {
    find: async (path, query = {}) => {
      const search = new URLSearchParams(query).toString();
      const address = `${base}${path}${search === "" ? "" : `?${search}`}`;
      return answer(await call("GET", address), [NOT_FOUND]);
    },
    post: async (path, body) => answer(await call("POST", `${base}${path}`, body), [NOT_FOUND]),
    create: async (path, body) => answer(await call("POST", `${base}${path}`, body), [CONFLICT]),
  };
}
