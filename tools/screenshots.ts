import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { stdout } from "node:process";
import { launchChromium } from "#test/support/portal/chromium.ts";
import { startFakePlatform } from "#test/support/portal/fake-platform.ts";
import { KEPT_ATTEMPT, SCENES } from "#test/support/portal/scenes.ts";

const TARGET = join(import.meta.dirname, "..", "docs", "screenshots");
/** The four screens that a driver looks at longest. */
const PICTURES = [
  { scene: "price", locale: "tr-TR", colorScheme: "light" },
  { scene: "plug", locale: "en-GB", colorScheme: "light" },
  { scene: "live", locale: "tr-TR", colorScheme: "dark" },
  { scene: "receipt", locale: "en-GB", colorScheme: "light" },
] as const;

/** Takes the pictures of docs/portal.md from the built portal: `npm run screenshots`. */
async function takePictures(): Promise<void> {
  mkdirSync(TARGET, { recursive: true });
  const fake = await startFakePlatform();
  const browser = await launchChromium();
  try {
    for (const { scene: name, locale, colorScheme } of PICTURES) {
      const scene = SCENES[name];
      if (!scene) throw new Error(`There is no scene ${name}.`);
      fake.answer(scene.answers);
      const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        deviceScaleFactor: 1.5,
        reducedMotion: "reduce",
        locale,
        colorScheme,
      });
      const page = await context.newPage();
      await page.addInitScript((kept) => {
        if (!location.search.includes(kept.attemptId)) return;
        localStorage.setItem(`charge.attempt.${kept.attemptId}`, JSON.stringify(kept));
      }, KEPT_ATTEMPT);
      await page.goto(fake.url + scene.path);
      const heading = locale === "tr-TR" ? scene.heading.tr : scene.heading.en;
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      await page.screenshot({ path: join(TARGET, `portal-${name}.png`) });
      await context.close();
    }
  } finally {
    await browser.close();
    fake.stop();
  }
  stdout.write(`The pictures are in ${TARGET}\n`);
}

await takePictures();
