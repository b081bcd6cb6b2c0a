/** Knows passwords that others have tried, used or leaked before. */
export interface BreachedPasswords {
  readonly holds: (password: string) => Promise<boolean>;
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

const disguised = (password: string): string =>
  password.replaceAll(/[0134577@$!]/g, (character) => LOOK_ALIKES[character] ?? character);
/** Without the year, the exclamation mark and the like that a policy makes people put at an end. */
const trimmed = (password: string): string => password.replaceAll(/^[^a-z]+|[^a-z]+$/g, "");
/** `abcabcabc` is as good as `abc`. */
const unrepeated = (password: string): string => /^(.+?)\1+$/.exec(password)?.[1] ?? password;

/** What a guesser who has the list tries first: each entry with the usual changes undone. */
function rootsOf(password: string): readonly string[] {
  const lower = password.toLowerCase();
  const ends = [lower, trimmed(lower), disguised(trimmed(lower)), trimmed(disguised(lower))];
  return [...new Set(ends.flatMap((root) => [root, unrepeated(root), trimmed(unrepeated(root))]))];
}

/** Makes it from a list in lower case. */
export function breachedPasswordsOf(load: () => Promise<readonly string[]>): BreachedPasswords {
  let loading: Promise<ReadonlySet<string>> | undefined;
  return {
    holds: async (password) => {
      loading ??= load().then((list) => new Set(list.map((entry) => entry.toLowerCase())));
      const list = await loading;
      return rootsOf(password).some((root) => list.has(root));
    },
  };
}

/** The list of common leaked passwords that comes with @zxcvbn-ts/language-common; unpacked when a password is first set. */
export const SHIPPED_BREACHED_PASSWORDS = breachedPasswordsOf(async () => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return dictionary["passwords-common"];
});
