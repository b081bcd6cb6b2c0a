import { restHandler } from "#functions/shared/rest-handler.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { accountRoutes } from "./account-routes.ts";
import { limitRoutes } from "./limit-routes.ts";
import { profileRoutes } from "./profile-routes.ts";
import { revealRoutes } from "./reveal-routes.ts";
import { tokenRoutes } from "./token-routes.ts";

export const handler = restHandler(
  [...profileRoutes, ...revealRoutes, ...limitRoutes, ...accountRoutes, ...tokenRoutes],
  staffGate,
);
