import { randomInt } from "node:crypto";

const LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
const UPPERCASE = LOWERCASE.toUpperCase();
const NUMBERS = "0123456789";
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const DEFAULT_LENGTH = 32;

type Properties = Readonly<Record<string, unknown>>;

/** CloudFormation gives booleans and numbers as themselves or as text. */
const isOn = (value: unknown): boolean => value === true || value === "true";

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

function shuffle(characters: readonly string[]): string {
  const shuffled = [...characters];
  for (let end = shuffled.length - 1; end > 0; end--) {
    const other = randomInt(end + 1);
    [shuffled[end], shuffled[other]] = [shuffled[other] ?? "", shuffled[end] ?? ""];
  }
  return shuffled.join("");
}

function allowedTypes(properties: Properties): string[] {
  const excluded = new Set(String(properties["ExcludeCharacters"] ?? ""));
  return [
    isOn(properties["ExcludeLowercase"]) ? "" : LOWERCASE,
    isOn(properties["ExcludeUppercase"]) ? "" : UPPERCASE,
    isOn(properties["ExcludeNumbers"]) ? "" : NUMBERS,
    isOn(properties["ExcludePunctuation"]) ? "" : PUNCTUATION,
    isOn(properties["IncludeSpace"]) ? " " : "",
  ]
    .map((type) => [...type].filter((character) => !excluded.has(character)).join(""))
    .filter((type) => type !== "");
}

function generatePassword(properties: Properties): string {
  const types = allowedTypes(properties);
  const length = Number(properties["PasswordLength"] ?? DEFAULT_LENGTH);
  const requireEach = isOn(properties["RequireEachIncludedType"] ?? true);
  if (
    types.length === 0 ||
    !(length >= 1 && length <= 4096) ||
    (requireEach && length < types.length)
  ) {
    throw new Error("GenerateSecretString leaves no password that could be made.");
  }
  const all = types.join("");
  const required = requireEach ? types.map(pick) : [];
  const rest = Array.from({ length: length - required.length }, () => pick(all));
  return shuffle([...required, ...rest]);
}

/** Makes a secret as `AWS::SecretsManager::Secret GenerateSecretString` describes it. */
export function generateSecretString(properties: Properties): string {
  const password = generatePassword(properties);
  const key = properties["GenerateStringKey"];
  if (typeof key !== "string") return password;
  const template: unknown = JSON.parse(String(properties["SecretStringTemplate"] ?? "{}"));
  return JSON.stringify({ ...(template as object), [key]: password });
}
