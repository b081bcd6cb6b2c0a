import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, NO_CHROMIUM } from "#test/support/portal/chromium.ts";
import { type DriverStory, startDriverStory } from "#test/support/portal/driver-story.ts";
import { type WatchedPage, watchedPage } from "#test/support/portal/watched-page.ts";

const STORIES = [
  {
    locale: "tr-TR",
    chargerId: "A-AC-1",
    words: {
      start: "Ödemeye geç",
      plug: "Aracınızı bağlayın",
      live: "Şarj oluyor",
      stop: "Şarjı durdur",
      sure: "Evet, durdur",
      thanks: "Teşekkürler",
      send: "Gönder",
      sent: /^Gönderildi/,
      mail: "E-posta ile gönder",
      mailed: /Enerji \(1,2 kWh/,
    },
  },
  {
    locale: "en-GB",
    chargerId: "A-AC-2",
    words: {
      start: "Continue to payment",
      plug: "Plug in your car",
      live: "Charging",
      stop: "Stop charging",
      sure: "Yes, stop",
      thanks: "Thank you",
      send: "Send",
      sent: /^Sent/,
      mail: "Send by e-mail",
      mailed: /Energy \(1\.2 kWh/,
    },
  },
] as const;

describe.skipIf(NO_CHROMIUM !== undefined)(NO_CHROMIUM ?? "a driver without an account", () => {
  let story: DriverStory;
  let browser: Browser;
  beforeAll(async () => {
    story = await startDriverStory();
    browser = await launchChromium();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await story?.stop();
  });

  async function isSound({ barriers, errors, isTooWide, layoutShift }: WatchedPage): Promise<void> {
    expect(await barriers()).toEqual([]);
    expect(errors).toEqual([]);
    expect(await isTooWide()).toBe(false);
    expect(await layoutShift()).toBeLessThan(0.05);
  }

  const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

  it.each(STORIES)(
    "scans, sees the price, pays, charges, stops and gets a receipt ($locale)",
    async ({ locale, chargerId, words }) => {
      const charger = await story.plugged(chargerId);
      const watched = await watchedPage(browser, { width: 360, locale });
      const { page } = watched;

      await page.goto(await story.codeUrl(chargerId));
      await page.getByRole("button", { name: words.start }).waitFor();
      await isSound(watched);
      await page.locator("#email").fill(`driver-${locale}@example.test`);
      await page.getByRole("button", { name: words.start }).dblclick();

      await page.waitForURL(/\/psp\/pay\//);
      await page.getByRole("button", { name: /^Hold/ }).click();
      await page.waitForURL(/\/charge\/\?attempt=/);
      await heading(page, words.live).waitFor({ timeout: 30_000 });
      await charger.meter({ connectorId: 1, energyWh: 700 });
      await page.reload();
      await page.getByText("0,70").or(page.getByText("0.70")).first().waitFor();
      await isSound(watched);
      await charger.meter({ connectorId: 1, energyWh: 500 });
      await page.getByRole("button", { name: words.stop }).click();
      await page.getByRole("button", { name: words.sure }).click();

      await heading(page, words.thanks).waitFor({ timeout: 60_000 });
      await isSound(watched);
      const total = await page.locator(".total").innerText();
      expect(total.replace(",", ".")).toBe("₺13.79");
      await page.getByLabel(words.mail).fill(`other-${locale}@example.test`);
      await page.getByRole("button", { name: words.send, exact: true }).click();
      await page.getByText(words.sent).waitFor();
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: /PDF/ }).click();
      expect((await download).suggestedFilename()).toMatch(/^[0-9A-Z]{26}\.pdf$/);

      for (const who of ["driver", "other"]) {
        const letter = await story.letterTo(`${who}-${locale}@example.test`);
        expect(letter.text).toMatch(words.mailed);
        expect(Buffer.from(letter.attachment?.base64 ?? "", "base64").subarray(0, 5)).toEqual(
          Buffer.from("%PDF-"),
        );
      }
      expect(await story.attemptsAt(chargerId)).toBe(1);
      await watched.close();
    },
    180_000,
  );

  it("who is taken for a robot is told so in plain words, and nothing is held", async () => {
    await story.plugged("A-DC-1");
    await story.score(0.1);
    const watched = await watchedPage(browser, { width: 320, locale: "en-GB" });

    await watched.page.goto(await story.codeUrl("A-DC-1"));
    await watched.page.getByRole("button", { name: "Continue to payment" }).click();

    await heading(watched.page, "This did not work").waitFor();
    await isSound(watched);
    await watched.page.getByRole("button", { name: "I am a person" }).click();
    await watched.page.getByText("Thank you.").waitFor();
    await watched.close();
    await story.score(0.9);
  });

  it("who scans an altered code is told how to tell a genuine charger, and reports the sticker", async () => {
    const url = await story.codeUrl("A-AC-1");
    const altered = url.slice(0, -4) + (url.endsWith("AAAA") ? "BBBB" : "AAAA");
    const watched = await watchedPage(browser, { width: 360, locale: "en-GB" });

    await watched.page.goto(altered);
    await heading(watched.page, "Verify this charger").waitFor();
    await isSound(watched);
    await watched.page.getByRole("button", { name: "Report this sticker" }).click();
    await watched.page.getByRole("button", { name: "Send report" }).click();

    await watched.page.getByText("Somebody will look at it").waitFor();
    await watched.close();
  });
});
