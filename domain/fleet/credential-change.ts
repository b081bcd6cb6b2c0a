import type { ChargerCredential } from "./charger.ts";
import type { SecurityProfile } from "./security-profile.ts";

/** A password that a charger is being given: accepted beside the one before it until the charger has proven it. */
export interface NextCredential extends ChargerCredential {
  /** Until when it counts, ISO 8601 UTC. */
  readonly until: string;
}

/**
 * How far a change of a charger's password (A01) or profile (A05) is. `unanswered`: the charger may have carried it out,
 * nobody knows. `done`: it has connected so. `expired` is never stored: its time is over, and all is as before.
 */
export type ChangeState = "sent" | "accepted" | "unanswered" | "refused" | "done";

export interface ChargerChange {
  readonly changeId: string;
  readonly state: ChangeState;
  readonly startedAt: string;
  readonly startedBy: string;
  /** When it is given up, ISO 8601 UTC. */
  readonly until: string;
  /** The command that the charger has to answer now, or answered last. */
  readonly commandId: string;
  readonly finishedAt?: string;
  /** What the charger or the platform said where it was refused: a word of OCPP or a code. */
  readonly refusal?: string;
}

export type PasswordChange = ChargerChange;

/** The steps of a change of profile; a 1.6 charger takes the first one alone. */
export type ProfileStep = "security-profile" | "network-profile" | "priority" | "reset";

export interface ProfileChange extends ChargerChange {
  readonly toProfile: SecurityProfile;
  readonly step: ProfileStep;
  /** 2.0.1 only. */
  readonly network?: NetworkProfile;
}

/** How a 2.0.1 charger is to reach us by its new profile (B09). */
export interface NetworkProfile {
  readonly url: string;
  readonly configurationSlot: number;
  /** The slot that it falls back to while it cannot connect by the new one. */
  readonly fallbackSlot?: number;
  readonly networkInterface: string;
}

/** Whether a change waits for the charger at a moment. */
export function isUnderWay(change: ChargerChange | undefined, now: string): boolean {
  if (change === undefined || change.until <= now) return false;
  return change.state === "sent" || change.state === "accepted" || change.state === "unanswered";
}

/** The state as people see it. */
export function shownState(change: ChargerChange, now: string): ChangeState | "expired" {
  const isOpen = change.state !== "done" && change.state !== "refused";
  return isOpen && change.until <= now ? "expired" : change.state;
}
