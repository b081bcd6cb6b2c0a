import { isTokenField } from "../privacy/token-fields.ts";
import type { Command } from "./command.ts";

/** Settings whose value is a charger's password (1.6 security white paper, 2.0.1 SecurityCtrlr), in lower case. */
const SECRET_SETTINGS = ["authorizationkey", "basicauthpassword"];
const HIDDEN = "***";

/**
 * The command as people may read it: without the passwords that it sets or that a faulty charger told, and without ids
 * of tokens. Finished
 * commands are stored so; one that waits still needs its payload.
 */
export function withoutSecrets(command: Command): Command {
  const { payload, response } = command;
  return {
    ...command,
    payload: hiddenPayload(payload),
    ...(response && { response: hidden(response) as NonNullable<Command["response"]> }),
  };
}

/** A payload as people may read it. */
export function hiddenPayload(payload: Command["payload"]): Command["payload"] {
  return hidden(payload) as Command["payload"];
}

/** Text that nobody can read safely is not kept when it names such a setting. */
export function textWithoutSecrets(text: string): string {
  const lowered = text.toLowerCase();
  return SECRET_SETTINGS.some((name) => lowered.includes(name)) ? HIDDEN : text;
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== "object" || value === null) return value;
  const holdsSecret = isSecret(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isHidden(name, inner, holdsSecret) ? HIDDEN : hidden(inner),
    ]),
  );
}

function isHidden(name: string, value: unknown, holdsSecret: boolean): boolean {
  const isText = typeof value !== "object" || value === null;
  if (isText && isTokenField(name)) return true;
  return holdsSecret && (name === "value" || name === "attributeValue");
}

/** 1.6 names a setting by `key`, 2.0.1 by `variable.name`. */
function isSecret(value: object): boolean {
  const { key, variable } = value as { key?: unknown; variable?: { name?: unknown } | null };
  const name = key ?? variable?.name;
  return typeof name === "string" && SECRET_SETTINGS.includes(name.toLowerCase());
}
