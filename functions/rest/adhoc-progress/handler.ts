import { readAdHocProgress } from "#contracts/rest/adhoc-progress.ts";
import { withOwnAttempt } from "#functions/shared/own-attempt.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { progressOf } from "./progress.ts";

/** What drivers without an account look at while they pay and charge. */
export const handler = restHandler([
  route(readAdHocProgress, (request) =>
    withOwnAttempt(request, async (attempt) => ({
      body: await progressOf(attempt, request.receivedAt),
    })),
  ),
]);
