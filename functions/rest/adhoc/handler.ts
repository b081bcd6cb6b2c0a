import {
  appealRefusal,
  readAdHocSession,
  readConnector,
  reportSticker,
  startAdHocSession,
  stopAdHocSession,
} from "#contracts/rest/adhoc.ts";
import { asGuest } from "#functions/shared/guest-gate.ts";
import { withOwnAttempt } from "#functions/shared/own-attempt.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { attemptReply } from "./attempt-reply.ts";
import { appealOwn, stopOwn } from "./change-own.ts";
import { codeText, placeOfCode } from "./place-of-code.ts";
import { report } from "./report.ts";
import { shownConnector } from "./shown-connector.ts";
import { start } from "./start.ts";

/** Drivers without an account: no sign-in lets them in, but a code or a handle that we sealed. */
export const handler = restHandler([
  route(readConnector, async ({ params, receivedAt, requestId }) => {
    const text = await codeText(params.code);
    return asGuest(text.operatorId, { attemptId: "none", requestId }, async () => {
      return { body: await shownConnector(await placeOfCode(text, receivedAt), receivedAt) };
    });
  }),

  route(startAdHocSession, async (request) => {
    const started = await start(request);
    const location = `/v1/adhoc/sessions/${started.attemptId}`;
    return { body: started, headers: { location } };
  }),

  route(readAdHocSession, (request) =>
    withOwnAttempt(request, async (attempt) => ({
      body: await attemptReply(attempt, request.receivedAt),
    })),
  ),

  route(stopAdHocSession, (request) =>
    withOwnAttempt(request, async (attempt, context) => ({
      body: await attemptReply(await stopOwn(attempt, request, context), request.receivedAt),
    })),
  ),

  route(appealRefusal, (request) =>
    withOwnAttempt(request, async (attempt, context) => {
      const appealed = await appealOwn(attempt, request.receivedAt, context);
      return { body: await attemptReply(appealed, request.receivedAt) };
    }),
  ),

  route(reportSticker, async (request) => {
    await report(request);
    return { body: { received: true as const } };
  }),
]);
