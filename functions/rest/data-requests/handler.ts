import { restHandler } from "#functions/shared/rest-handler.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { answerRoutes } from "./answer-routes.ts";
import { erasureRoutes } from "./erasure-routes.ts";
import { exportRoutes } from "./export-routes.ts";
import { requestRoutes } from "./request-routes.ts";

export const handler = restHandler(
  [...requestRoutes, ...answerRoutes, ...erasureRoutes, ...exportRoutes],
  staffGate,
);
