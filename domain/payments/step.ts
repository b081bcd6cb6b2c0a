import type { Cost } from "../charging/tariff.ts";
import type { Claim, EndReason, PaymentCase, StopReason } from "./payment.ts";

/** What a session that is being paid for has come to. */
export interface ChargeSight {
  readonly sessionId: string;
  readonly state: "active" | "ended";
  readonly startedAt: string;
  readonly energyWh: number;
  /** Absent where no tariff applied. */
  readonly cost?: Cost;
  /** What an active one will have cost when it is looked at again, at the power of now. */
  readonly expectedMinor: number;
  readonly billHeld: boolean;
}

/** What became of a command to the charger. */
export type CommandSight = "missing" | "under-way" | "accepted" | "rejected" | "offline" | "silent";

/** What is seen around a payment whose hold is placed. */
export interface Sight {
  readonly start: CommandSight;
  readonly charge?: ChargeSight;
}

/** What has to be done next for a payment, or until when nothing has. */
export type Step =
  | { readonly do: "rest" }
  | { readonly do: "wait"; readonly until: string; readonly financeCase?: PaymentCase }
  | Work;

/** What is done outside. */
export type Work =
  | { readonly do: "open-checkout" }
  | { readonly do: "look-at-hold" }
  | { readonly do: "end"; readonly state: "failed" | "expired"; readonly because: EndReason }
  | { readonly do: "prepare-start" }
  | { readonly do: "send-start" }
  | { readonly do: "adopt-session"; readonly sessionId: string }
  | { readonly do: "stop"; readonly because: StopReason }
  | { readonly do: "claim"; readonly claim: Claim; readonly financeCase?: PaymentCase }
  | { readonly do: "give-up-hold"; readonly because: EndReason }
  | { readonly do: "capture" }
  | { readonly do: "release" }
  | { readonly do: "refund"; readonly refundId: string };
