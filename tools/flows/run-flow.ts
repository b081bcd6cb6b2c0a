import { advancePayment } from "#domain/payments/advance-payment.ts";
import { isPaymentOver, type Payment } from "#domain/payments/payment.ts";
import type { PaymentPorts } from "#domain/payments/ports.ts";
import { type Refund, refundableMinor } from "#domain/payments/refund.ts";
import { hasCome } from "#domain/payments/timers.ts";
import { type Random, seededRandom } from "../replay/random.ts";
import { faults } from "./faults.ts";
import { flowBank } from "./flow-bank.ts";
import { flowCharger } from "./flow-charger.ts";
import { flowClock } from "./flow-clock.ts";
import { judgeFlow } from "./judge-flow.ts";
import { memoryPayments } from "./memory-payments.ts";

/** What one flow came to. */
export interface FlowResult {
  readonly payment: Payment | undefined;
  readonly faults: number;
  /** What is wrong; empty where every promise was kept. */
  readonly wrong: readonly string[];
}

const FAULT_CHANCE = 0.15;
const TROUBLED_TURNS = 60;
/** Enough for a hold to be lost; each turn is as long as the sweep's. */
const CALM_TURNS = 40_000;
const OPERATOR = "flow-operator";

/** Lets one payment live through chance and faults at every step, then calm down, and judges what is left. */
export async function runFlow(seed: number): Promise<FlowResult> {
  const random = seededRandom(seed);
  const clock = flowClock();
  const trouble = faults(random, FAULT_CHANCE);
  const payments = memoryPayments();
  const bank = flowBank(clock);
  const holdIsPlaced = () => bank.accounts().some(({ state }) => state === "held");
  const { side, begunWithoutHold } = flowCharger(clock, random, holdIsPlaced);
  const ports = troubled({ payments, bank, side, random, now: clock.now }, trouble.wrap);
  const payment = newFlowPayment(random, clock.now());
  payments.create(payment);
  const wake = async () => void (await advancePayment(payment, ports).catch(() => undefined));
  const current = () => payments.all()[0];

  for (let turn = 0; turn < TROUBLED_TURNS; turn++) {
    const seconds = random.whole(1, 90);
    clock.pass(seconds);
    side.live(seconds);
    const checkoutId = current()?.checkout?.checkoutId;
    if (random.chance(0.3)) bank.pay(checkoutId);
    else if (random.chance(0.03)) bank.abandon(checkoutId);
    if (random.chance(0.5)) await Promise.all([wake(), random.chance(0.3) ? wake() : undefined]);
    askRefund(current(), random, (refund) => payments.ask(refund, clock.now()));
  }
  trouble.stop();
  for (let turn = 0; turn < CALM_TURNS && current()?.dueAt !== undefined; turn++) {
    clock.pass(60);
    side.live(60);
    if (hasCome(current()?.dueAt ?? clock.now(), clock.now())) await wake();
  }
  const last = current();
  const seen = { payment: last, ledger: payments.ledger(), accounts: bank.accounts() };
  const wrong = judgeFlow({
    ...seen,
    sessions: side.sessions(),
    begunWithoutHold: begunWithoutHold(),
  });
  return {
    payment: last,
    faults: trouble.count(),
    wrong: wrong.map((line) => `flow ${seed}: ${line}`),
  };
}

function troubled(
  {
    payments,
    bank,
    side,
    random,
    now,
  }: {
    payments: ReturnType<typeof memoryPayments>;
    bank: ReturnType<typeof flowBank>;
    side: ReturnType<typeof flowCharger>["side"];
    random: Random;
    now: () => string;
  },
  wrap: ReturnType<typeof faults>["wrap"],
): PaymentPorts {
  return {
    payments: {
      find: wrap(payments.find),
      write: wrap(payments.write),
      findRefund: wrap(payments.findRefund),
    },
    serviceOf: async () => ({
      openCheckout: wrap(bank.openCheckout),
      lookAtHold: wrap(bank.lookAtHold),
      closeCheckout: wrap(bank.closeCheckout),
      capture: wrap(bank.capture),
      release: wrap(bank.release),
      refund: wrap(bank.refund),
    }),
    charging: {
      look: wrap(side.look),
      makeToken: wrap(side.makeToken),
      sendStart: wrap(side.sendStart),
      sendStop: wrap(side.sendStop),
      retireToken: wrap(side.retireToken),
    },
    newId: () => `id-${random.whole(0, 1e9)}`,
    now,
    admitsCard: async () => true,
    noteFailure: () => undefined,
  };
}

function newFlowPayment(random: Random, now: string): Payment {
  return {
    operatorId: OPERATOR,
    paymentId: "payment-1",
    attemptId: "attempt-1",
    subjectId: "subject-1",
    siteId: "site",
    chargerId: "CP-1",
    language: "en",
    connectorId: 1,
    state: "hold-requested",
    currency: "EUR",
    holdMinor: random.whole(500, 8_000),
    tries: 0,
    dueAt: now,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}

function askRefund(
  payment: Payment | undefined,
  random: Random,
  ask: (refund: Refund) => void,
): void {
  if (payment?.state !== "captured" || !isPaymentOver(payment) || !random.chance(0.2)) return;
  const left = refundableMinor(payment);
  if (left === 0) return;
  const { operatorId, paymentId, currency, updatedAt: requestedAt } = payment;
  ask({
    operatorId,
    paymentId,
    refundId: `refund-${random.whole(0, 1e9)}`,
    amountMinor: random.whole(1, left),
    currency,
    reason: "goodwill",
    state: "requested",
    requestedBy: "support",
    requestedAt,
  });
}
