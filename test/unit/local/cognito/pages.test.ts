import { describe, expect, it } from "vitest";
import { escapeHtml, html } from "#local/cognito/pages/html.ts";
import { mailCodePage } from "#local/cognito/pages/mail-code-pages.ts";
import { outboxPage } from "#local/cognito/pages/outbox-page.ts";
import { PAGE_HEADERS, problemPage } from "#local/cognito/pages/page.ts";
import { enrolmentPage, signInPage } from "#local/cognito/pages/sign-in-pages.ts";

const NASTY = `"><script>alert('1')</script>&`;

describe("the pages of the local sign-in", () => {
  it("turn markup into text", () => {
    expect(escapeHtml(NASTY)).toBe(
      "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;",
    );
  });

  it("show nothing that they were given as markup", () => {
    const secret = "GEZDGNBVGY3TQOJQ";
    const shown = { token: NASTY, problem: NASTY, email: NASTY };
    const pages = [
      signInPage({ ...shown, selfSignUp: true }),
      enrolmentPage({ ...shown, secret }),
      mailCodePage({ ...shown, purpose: "recovery" }),
      outboxPage([{ postedAt: NASTY, to: NASTY, subject: NASTY, text: NASTY }]),
      problemPage(NASTY),
      html`<p title="${NASTY}">${[html`${NASTY}`]}</p>`.markup,
    ];

    for (const page of pages) {
      expect(page).not.toContain("<script");
      expect(page).toContain("&lt;script&gt;");
    }
  });

  it("may not be framed, scripted or cached", () => {
    expect(PAGE_HEADERS["content-security-policy"]).toMatch(
      /^default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(PAGE_HEADERS["cache-control"]).toBe("no-store");
  });

  it("show a new second factor as a picture and as text", () => {
    const page = enrolmentPage({ token: "t", secret: "GEZDGNBVGY3TQOJQ", email: "a@b.example" });

    expect(page).toContain("<svg");
    expect(page).toContain("<code>GEZDGNBVGY3TQOJQ</code>");
  });
});
