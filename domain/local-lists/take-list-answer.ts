import { afterSeconds } from "../commands/clock.ts";
import type { LocalList } from "./local-list.ts";
import { applied } from "./next-update.ts";

/** A charger that cannot now is left alone for a while. */
const RETRY_AFTER_SECONDS = 3_600;
/** 1.6 §6.28: the charger keeps no local list. */
const NO_LIST = -1;

/**
 * A list after its pending message ended. Accepted: the charger holds it. VersionMismatch: what it holds is not what we
 * thought, so a full list follows; to a full one it is a failure. Of a message that was not answered nobody knows
 * whether it was taken: the next one is full. Undefined where nobody waits for this.
 */
export function afterSend(
  list: LocalList,
  commandId: string,
  answeredAs: string,
  at: string,
): LocalList | undefined {
  const { pending, ...rest } = list;
  if (pending?.commandId !== commandId) return undefined;
  if (answeredAs === "Accepted") return applied(rest, pending);
  const unknown = { ...rest, isKnown: false };
  if (answeredAs === "VersionMismatch" && pending.type === "differential") return unknown;
  const isKnown = answeredAs === "Failed" || answeredAs === "NotSupported" ? rest.isKnown : false;
  return { ...rest, isKnown, failedAs: answeredAs, retryAt: afterSeconds(at, RETRY_AFTER_SECONDS) };
}

/** A list after the charger said which version it has; another one than ours means that we do not know what it holds. */
export function afterVersion(list: LocalList, reportedVersion: number, at: string): LocalList {
  const reported = { ...list, reportedVersion, reportedAt: at };
  if (reportedVersion === NO_LIST) {
    const retryAt = afterSeconds(at, RETRY_AFTER_SECONDS);
    return { ...reported, isKnown: false, failedAs: "NotSupported", retryAt };
  }
  return { ...reported, isKnown: list.isKnown && reportedVersion === list.listVersion };
}

/** A list after the charger could not be asked. */
export function afterNoVersion(list: LocalList, answeredAs: string, at: string): LocalList {
  const retryAt = afterSeconds(at, RETRY_AFTER_SECONDS);
  return { ...list, failedAs: answeredAs, retryAt, reportedAt: at };
}
