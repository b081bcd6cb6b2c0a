/** What the address of the page asks for. */
export type Wanted =
  | { readonly kind: "connector"; readonly code: string }
  | { readonly kind: "attempt"; readonly attemptId: string; readonly isBack: boolean }
  | { readonly kind: "nothing" };

const FOLDER = "/charge/";

/** Reads an address: `/charge/<code>`, or `/charge/?attempt=<id>` on the way back from the payment page. */
export function wanted({ pathname, search }: Pick<Location, "pathname" | "search">): Wanted {
  const query = new URLSearchParams(search);
  const attemptId = query.get("attempt");
  if (attemptId) return { kind: "attempt", attemptId, isBack: query.has("paid") };
  const [code = ""] = pathname.slice(FOLDER.length).split("/");
  return code === "" || code === "index.html" ? { kind: "nothing" } : { kind: "connector", code };
}

/** The address of an attempt. */
export function addressOfAttempt(attemptId: string): string {
  return `${FOLDER}?attempt=${encodeURIComponent(attemptId)}`;
}

/** The address of a connector. */
export function addressOfCode(code: string): string {
  return `${FOLDER}${code}`;
}
