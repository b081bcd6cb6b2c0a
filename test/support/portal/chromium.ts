import { existsSync } from "node:fs";
import { env } from "node:process";
import { type Browser, chromium } from "playwright-core";

/** Where Debian puts it; another place is named by `CHROMIUM`. */
const CHROMIUM = env["CHROMIUM"] ?? "/usr/bin/chromium";

export const NO_CHROMIUM = existsSync(CHROMIUM)
  ? undefined
  : "There is no Chromium on this machine (/usr/bin/chromium, or CHROMIUM=…), so no page was tried in a browser.";

/** A Chromium without a window. Its own sandbox needs rights that containers do not have. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}
