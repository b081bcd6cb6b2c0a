/** What to compare a charger with, where its code is over. */
export interface Verify {
  readonly operatorName: string;
  readonly supportPhone?: string;
  readonly siteName: string;
  readonly label: string;
}

/** Why the platform did not do what it was asked; `offline` where it was not reached. */
export class PlatformProblem extends Error {
  readonly code: string;
  readonly verify: Verify | undefined;
  /** Seconds after which it is worth another try. */
  readonly waitSeconds: number | undefined;
  /** The field that is wrong, as a JSON Pointer. */
  readonly pointer: string | undefined;

  constructor(
    code: string,
    more: {
      readonly verify?: Verify | undefined;
      readonly waitSeconds?: number | undefined;
      readonly pointer?: string | undefined;
    } = {},
  ) {
    super(code);
    this.code = code;
    this.verify = more.verify;
    this.waitSeconds = more.waitSeconds;
    this.pointer = more.pointer;
  }
}

/** The problem (RFC 9457) that a response is. */
export async function refusalOf(response: Response): Promise<PlatformProblem> {
  const body = await response.json().catch(() => ({}));
  const {
    code = "internal",
    verify,
    errors,
  } = body as {
    readonly code?: string;
    readonly verify?: Verify;
    readonly errors?: readonly { readonly pointer?: string }[];
  };
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new PlatformProblem(code, {
    verify,
    pointer: errors?.[0]?.pointer,
    waitSeconds: Number.isFinite(wait) ? wait : undefined,
  });
}
