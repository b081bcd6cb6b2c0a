import { costOf } from "#domain/charging/cost.ts";
import type { ChargingSide } from "#domain/payments/ports.ts";
import type { CommandSight } from "#domain/payments/step.ts";
import { hasCome, LOOK_AHEAD_SECONDS } from "#domain/payments/timers.ts";
import type { Random } from "../replay/random.ts";
import type { FlowClock } from "./flow-clock.ts";
import { FLOW_TARIFF } from "./flow-tariff.ts";

interface FlowSession {
  readonly startedAt: string;
  readonly tokenRef: string;
  readonly state: "active" | "ended";
  readonly energyWh: number;
  readonly billHeld: boolean;
}

/** A charger and a car that do as chance will: answer or not, charge or not, stop or not. */
interface FlowCharger extends ChargingSide {
  /** Lets so many seconds do their work. */
  readonly live: (seconds: number) => void;
  readonly sessions: () => readonly FlowSession[];
}

/** How a charger and its driver are in one flow. */
interface Temper {
  readonly answer: "accepted" | "rejected" | "offline" | "silent";
  readonly plugsIn: boolean;
  readonly powerW: number;
  readonly obeysStop: boolean;
  readonly billHeld: boolean;
}

export function flowCharger(clock: FlowClock, random: Random, holdIsPlaced: () => boolean) {
  const temper = temperOf(random);
  let token: { tokenRef: string; validUntil: string; isRetired: boolean } | undefined;
  let startSent: CommandSight = "missing";
  let stopSent = false;
  let withoutHold = 0;
  const sessions: FlowSession[] = [];
  const active = () => sessions.find(({ state }) => state === "active");
  const change = (session: FlowSession, fields: Partial<FlowSession>) => {
    sessions[sessions.indexOf(session)] = { ...session, ...fields };
  };

  const begin = (): void => {
    const mayBegin = token && !token.isRetired && !hasCome(token.validUntil, clock.now());
    // It begins one session, as `singleUse` tokens do.
    if (!token || !mayBegin || sessions.some(({ tokenRef }) => tokenRef === token?.tokenRef))
      return;
    if (!holdIsPlaced()) withoutHold++;
    const { tokenRef } = token;
    const startedAt = clock.now();
    sessions.push({ startedAt, tokenRef, state: "active", energyWh: 0, billHeld: temper.billHeld });
  };

  const side: FlowCharger = {
    sessions: () => sessions,
    live(seconds) {
      const was = active();
      if (!was && startSent === "accepted" && temper.plugsIn && random.chance(0.5)) begin();
      const session = active();
      if (!session) return;
      const energyWh = session.energyWh + Math.round((temper.powerW * seconds) / 3600);
      change(session, { energyWh });
      const ends = (stopSent && temper.obeysStop) || random.chance(0.05);
      const last = active();
      if (last && ends) change(last, { state: "ended" });
    },
    async look(_payment, now) {
      const session = sessions.at(-1);
      if (!session) return { start: startSent };
      const { startedAt, energyWh, state, billHeld } = session;
      const usage = { tariff: FLOW_TARIFF, startedAt, idleSeconds: 0 };
      const ahead = Math.round((temper.powerW * LOOK_AHEAD_SECONDS) / 3600);
      const cost = costOf({ ...usage, energyWh, endedAt: now });
      const expected = costOf({ ...usage, energyWh: energyWh + ahead, endedAt: now });
      const sessionId = `session-${sessions.length}`;
      const expectedMinor = expected.amountMinor;
      const charge = { sessionId, state, startedAt, energyWh, cost, expectedMinor, billHeld };
      return { start: startSent, charge };
    },
    async makeToken(_payment, validUntil) {
      const tokenRef = `token-${random.whole(0, 1e9)}`;
      token = { tokenRef, validUntil, isRetired: false };
      return { tokenRef };
    },
    async sendStart() {
      if (startSent === "missing") startSent = temper.answer;
    },
    async sendStop() {
      stopSent = true;
    },
    async retireToken() {
      if (token) token = { ...token, isRetired: true };
      return sessions.length > 0 ? "used" : "unused";
    },
  };
  return { side, temper, begunWithoutHold: () => withoutHold };
}

function temperOf(random: Random): Temper {
  const roll = random.whole(1, 100);
  const answer =
    roll <= 5 ? "offline" : roll <= 10 ? "rejected" : roll <= 15 ? "silent" : "accepted";
  return {
    answer,
    plugsIn: random.chance(0.9),
    powerW: random.chance(0.1) ? 0 : random.whole(1_000, 300_000),
    obeysStop: random.chance(0.95),
    billHeld: random.chance(0.05),
  };
}
