/** A browser as far as a sign-in needs one: it keeps cookies and follows no redirect by itself. */
export type Browser = (url: URL, init?: RequestInit) => Promise<Response>;

export function openBrowser(): Browser {
  const cookies = new Map<string, string>();
  return async (url, init = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
}

/** What a page of the sign-in wants to have sent back: the step that it is for, and the proof that it was ours. */
export interface PageForm {
  readonly step: string;
  readonly token: string;
}

/** Reads the form of a page; undefined where it has none. */
export function formOf(html: string): PageForm | undefined {
  const hidden = (name: string): string | undefined =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1];
  const [step, token] = [hidden("step"), hidden("token")];
  return step === undefined || token === undefined ? undefined : { step, token };
}
