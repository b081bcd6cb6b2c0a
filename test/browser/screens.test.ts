import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, NO_CHROMIUM } from "#test/support/portal/chromium.ts";
import { startFakePlatform } from "#test/support/portal/fake-platform.ts";
import { KEPT_ATTEMPT, SCENES, type Scene } from "#test/support/portal/scenes.ts";
import { type WatchedPage, watchedPage } from "#test/support/portal/watched-page.ts";

describe.skipIf(NO_CHROMIUM !== undefined)(NO_CHROMIUM ?? "each screen of the portal", () => {
  let browser: Browser;
  let fake: Awaited<ReturnType<typeof startFakePlatform>>;
  beforeAll(async () => {
    [browser, fake] = await Promise.all([launchChromium(), startFakePlatform()]);
  });
  afterAll(async () => {
    await browser?.close();
    fake?.stop();
  });

  async function open(
    { path, answers }: Scene,
    phone: Parameters<typeof watchedPage>[1],
  ): Promise<WatchedPage> {
    fake.answer(answers);
    const watched = await watchedPage(browser, phone);
    await watched.page.addInitScript((kept) => {
      if (!location.search.includes(kept.attemptId)) return;
      localStorage.setItem(`charge.attempt.${kept.attemptId}`, JSON.stringify(kept));
    }, KEPT_ATTEMPT);
    await watched.page.goto(fake.url + path);
    return watched;
  }

  const looks = Object.entries(SCENES).flatMap(([name, scene]) => [
    { name, scene, locale: "tr-TR", width: 320, colorScheme: "light" as const },
    { name, scene, locale: "en-GB", width: 360, colorScheme: "dark" as const },
  ]);

  it.each(looks)(
    "$name ($locale, $width px, $colorScheme) has no barrier, no error, no sideways scrolling and stands still",
    async ({ scene, ...phone }) => {
      const watched = await open(scene, phone);
      const { tr, en } = scene.heading;

      await watched.page
        .getByRole("heading", { level: 1, name: phone.locale === "tr-TR" ? tr : en })
        .waitFor();

      expect(await watched.barriers()).toEqual([]);
      expect(watched.errors).toEqual([]);
      expect(await watched.isTooWide()).toBe(false);
      expect(await watched.layoutShift()).toBeLessThan(0.05);
      await watched.close();
    },
  );
});
