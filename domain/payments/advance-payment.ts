import { carryOut } from "./carry-out.ts";
import { nextStep } from "./next-step.ts";
import type { Payment, PaymentCase } from "./payment.ts";
import type { PaymentAddress, PaymentPorts, PaymentWrite } from "./ports.ts";
import type { Step } from "./step.ts";
import { hasCome, retryAt, TRIES_UNTIL_CASE } from "./timers.ts";

/** More than any payment takes in one go; what is left then is due and comes again. */
const STEPS_AT_ONCE = 20;

const CASES: Readonly<Partial<Record<Step["do"], PaymentCase>>> = {
  capture: "capture-failing",
  release: "release-failing",
};

/**
 * Brings a payment as far as it can come now, whoever woke it. Steps: read it; see what is next; do that outside; write
 * what came of it, under the condition that nobody else was faster; again, until it has to wait. What fails is tried
 * again later, and told to finance where it keeps failing. Gives the payment as it is then.
 */
export async function advancePayment(
  address: PaymentAddress,
  ports: PaymentPorts,
): Promise<Payment | undefined> {
  let payment = await ports.payments.find(address);
  for (let count = 0; payment && count < STEPS_AT_ONCE; count++) {
    const { write, isDone } = await oneStep(payment, ports);
    const isWritten = write === undefined || (await ports.payments.write(write));
    if (isDone && isWritten) return write?.after ?? payment;
    payment = await ports.payments.find(address);
  }
  return payment;
}

interface Stepped {
  readonly write?: PaymentWrite;
  /** Whether there is nothing more to do now. */
  readonly isDone: boolean;
}

async function oneStep(before: Payment, ports: PaymentPorts): Promise<Stepped> {
  const now = ports.now();
  let step: Step | undefined;
  try {
    const sight = before.state === "held" ? await ports.charging.look(before, now) : undefined;
    step = nextStep(before, sight, now);
    if (step.do === "rest") return rested(before, now);
    if (step.do === "wait") return waiting(before, step, now);
    const { waits = false, after, ...also } = await carryOut(before, step, ports, now);
    const changed = stamped({ ...after, tries: 0 }, before, now);
    return { write: { ...also, before, after: changed }, isDone: waits };
  } catch (error) {
    ports.noteFailure(before, step?.do ?? "look", error);
    return { write: failed(before, step, now), isDone: true };
  }
}

function rested(before: Payment, now: string): Stepped {
  if (before.dueAt === undefined) return { isDone: true };
  const { dueAt: _, ...after } = before;
  return { write: { before, after: stamped(after, before, now) }, isDone: true };
}

function waiting(before: Payment, step: Step & { do: "wait" }, now: string): Stepped {
  const { until, financeCase = before.financeCase } = step;
  const { dueAt, tries } = before;
  const comesInTime = dueAt !== undefined && !hasCome(dueAt, now) && hasCome(dueAt, until);
  if (comesInTime && tries === 0 && financeCase === before.financeCase) return { isDone: true };
  const after = { ...before, dueAt: until, tries: 0, ...(financeCase && { financeCase }) };
  return { write: { before, after: stamped(after, before, now) }, isDone: !hasCome(until, now) };
}

function failed(before: Payment, step: Step | undefined, now: string): PaymentWrite {
  const tries = before.tries + 1;
  const financeCase = step && tries >= TRIES_UNTIL_CASE ? CASES[step.do] : undefined;
  const dueAt = retryAt(now, tries);
  const after = { ...before, tries, dueAt, ...(financeCase && { financeCase }) };
  return { before, after: stamped(after, before, now) };
}

function stamped(payment: Payment, before: Payment, now: string): Payment {
  return { ...payment, updatedAt: now, version: before.version + 1 };
}
