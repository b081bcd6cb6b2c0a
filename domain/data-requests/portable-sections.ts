/** The parts of a person's own data, in the order in which they are handed out. */
export const PORTABLE_SECTIONS = [
  "profile",
  "tokens",
  "sessions",
  "readings",
  "consents",
  "requests",
  "looks",
] as const;

export type PortableSection = (typeof PORTABLE_SECTIONS)[number];
