import type { en } from "./en.ts";

/** What can be said. */
export type TextKey = keyof typeof en;
