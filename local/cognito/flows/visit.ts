/** A form that somebody sent, or a page that they asked for. */
export interface Visit {
  /** Of the sign-in, or of the browser session, that it belongs to. */
  readonly id: string;
  /** What the next form must show. */
  readonly token: string;
  /** The address that it comes from. */
  readonly source: string;
  readonly form: URLSearchParams;
}

/** What the visitor gets: a page, or their sign-in is complete. */
export type Outcome =
  | { readonly status: number; readonly page: string }
  | { readonly signedIn: string; readonly withSecondFactor: boolean };

export type Step = (visit: Visit) => Promise<Outcome>;

export const EXPIRED = "This sign-in has ended. Go back to where you came from and begin again.";
export const BLOCKED = "Too many attempts. Wait a while.";
export const WRONG_CODE = "The code is not right, or was used already.";

export const fieldOf = ({ form }: Visit, name: string): string => form.get(name) ?? "";
