import type { Command, CommandErrorCode } from "./command.ts";
import { textWithoutSecrets, withoutSecrets } from "./without-secrets.ts";

/** The longest description of a failure that is kept; OCPP allows a CALLERROR 255. */
const DESCRIPTION_CHARACTERS = 255;
/** How much is kept of an answer that nobody can read. */
const UNREADABLE_CHARACTERS = 8_192;

type Outcome = Pick<Command, "response" | "error"> & {
  readonly state: "answered" | "failed" | "timed-out";
};

function finished(command: Command, outcome: Outcome, finishedAt: string): Command {
  const { notBefore, ...asked } = command;
  return withoutSecrets({ ...asked, ...outcome, finishedAt });
}

/** The charger gave a valid answer. */
export function answered(
  command: Command,
  response: Readonly<Record<string, unknown>>,
  finishedAt: string,
): Command {
  return finished(command, { state: "answered", response }, finishedAt);
}

/** The charger or the platform refused. The code may come from a charger, in any words. */
export function failed(
  command: Command,
  refusal: { readonly code: string; readonly description: string },
  finishedAt: string,
): Command {
  const code = refusal.code.slice(0, DESCRIPTION_CHARACTERS);
  const description = refusal.description.slice(0, DESCRIPTION_CHARACTERS);
  return finished(command, { state: "failed", error: { code, description } }, finishedAt);
}

/** The platform refused, with a code of its own. */
export function refused(
  command: Command,
  code: CommandErrorCode,
  description: string,
  finishedAt: string,
): Command {
  return failed(command, { code, description }, finishedAt);
}

/** The charger answered with what its own schema does not allow; the beginning of its text is kept. */
export function unreadable(
  command: Command,
  answer: { readonly text: string; readonly description: string },
  finishedAt: string,
): Command {
  const raw = textWithoutSecrets(answer.text).slice(0, UNREADABLE_CHARACTERS);
  const failure = refused(command, "response.invalid", answer.description, finishedAt);
  return { ...failure, response: { raw } };
}

/** Nobody took it, or nobody answered, in time. */
export function timedOut(command: Command, finishedAt: string): Command {
  return finished(command, { state: "timed-out" }, finishedAt);
}
