import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What Chromium itself says of an answer that the page expects. */
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of 4/;

/** A page that takes down what a driver would not see: errors, shifts of the layout, barriers. */
export interface WatchedPage {
  readonly page: Page;
  /** Everything that the console said was wrong, but for answers that are refusals. */
  readonly errors: readonly string[];
  /** Cumulative layout shift since the page was loaded. */
  readonly layoutShift: () => Promise<number>;
  /** What axe-core finds on the screen as it is, each as rule and place. */
  readonly barriers: () => Promise<readonly string[]>;
  /** Whether one would have to scroll sideways. */
  readonly isTooWide: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Opens a page of a phone. */
export async function watchedPage(
  browser: Browser,
  phone: {
    readonly width: number;
    readonly locale: string;
    readonly colorScheme?: "dark" | "light";
  },
): Promise<WatchedPage> {
  const { width, locale, colorScheme = "light" } = phone;
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale,
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    const text = message.text();
    const isExpected = REFUSED_REQUEST.test(text);
    if (["error", "warning"].includes(message.type()) && !isExpected) errors.push(text);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value = 0, hadRecentInput } = entry as { value?: number; hadRecentInput?: boolean };
        if (!hadRecentInput) shifts.sum += value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return {
    page,
    errors,
    layoutShift: () =>
      page.evaluate(() => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum),
    async barriers() {
      await page.evaluate(AXE);
      const results = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
        return axe.run();
      });
      return results.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
      );
    },
    isTooWide: () =>
      page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      ),
    close: () => context.close(),
  };
}
