import { describe, expect, it } from "vitest";
import { escapeHtml, PAGE_HEADERS, problemPage, signInPage } from "#local/cognito/pages.ts";

const NASTY = `"><script>alert('1')</script>&`;

describe("the pages of the local sign-in", () => {
  it("turn markup into text", () => {
    expect(escapeHtml(NASTY)).toBe(
      "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;",
    );
  });

  it("show nothing that they were given as markup", () => {
    const pages = [
      signInPage({ token: NASTY, email: NASTY, problem: NASTY }),
      problemPage(NASTY),
    ].join();

    expect(pages).not.toContain("<script");
    expect(pages).not.toContain(`value=""`);
  });

  it("may not be framed, scripted or cached", () => {
    expect(PAGE_HEADERS["content-security-policy"]).toMatch(
      /^default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(PAGE_HEADERS["cache-control"]).toBe("no-store");
  });
});
