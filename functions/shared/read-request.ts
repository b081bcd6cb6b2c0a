import type { OcppVersion } from "#ocpp/actions.ts";
import {
  type CallErrorBody,
  callErrorFromFault,
  callErrorFromValidation,
} from "#ocpp/call-error.ts";
import type { CallFrame } from "#ocpp/frame.ts";
import type { Deviation } from "#ocpp/normalise/deviation.ts";
import { normalise } from "#ocpp/normalise/normalise.ts";
import { inOwnShape } from "#ocpp/normalise/own-shape.ts";
import type { OcppRoute } from "./ocpp-route.ts";

/** A request as its handler wants it, or why it is refused; either way, in what it departed from the specification. */
export type ReadRequest<Request> =
  | { readonly request: Request; readonly deviations: readonly Deviation[] }
  | { readonly refusal: CallErrorBody; readonly deviations: readonly Deviation[] };

/**
 * Reads a call by its route: what carries money is always read; of anything else the form is judged first, then the
 * content, and what cannot be understood is refused.
 */
export function readRequest<Request>(
  route: Pick<OcppRoute<Request, unknown>, "request" | "salvage">,
  frame: CallFrame,
  { version, receivedAt }: { readonly version: OcppVersion; readonly receivedAt: string },
): ReadRequest<Request> {
  const ofFrame = frameDeviations(frame);
  const older = inOwnShape(version, frame.action, frame.payload);
  const payload = older ?? frame.payload;
  const before = older === undefined ? ofFrame : [...ofFrame, OTHER_VERSION];
  if (route.salvage) {
    const { request, deviations } = route.salvage(payload, receivedAt);
    return { request, deviations: [...before, ...deviations] };
  }
  const [fault] = frame.faults;
  if (fault !== undefined) {
    return refused(callErrorFromFault(version, fault), ofFrame);
  }
  const read = normalise(route.request, payload, receivedAt);
  if (read.ok) return { request: read.value, deviations: [...before, ...read.deviations] };
  return refused(callErrorFromValidation(version, read.errors), ofFrame);
}

/** A refusal tells the place and the broken rule, never a value, so it is a description of what was sent. */
function refused(refusal: CallErrorBody, before: readonly Deviation[]) {
  const { description: sent } = refusal;
  return { refusal, deviations: [...before, { kind: "refused", path: "payload", sent } as const] };
}

const OTHER_VERSION: Deviation = { kind: "other-version", path: "payload", sent: "fields of 1.6" };

/** In what a frame departed from the specification around its payload. */
export function frameDeviations({
  deviations,
  faults,
}: Pick<CallFrame, "deviations" | "faults">): readonly Deviation[] {
  if (deviations.length === 0 && faults.length === 0) return [];
  return [...new Set([...deviations, ...faults])].map((kind) => ({
    kind,
    path: "frame",
    sent: "",
  }));
}
