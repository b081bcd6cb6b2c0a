import { driverGate } from "#functions/shared/driver-gate.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { accountRoutes } from "./account-routes.ts";
import { consentRoutes } from "./consent-routes.ts";
import { profileRoutes } from "./profile-routes.ts";
import { rightsRoutes } from "./rights-routes.ts";
import { sessionRoutes } from "./session-routes.ts";

export const handler = restHandler(
  [...accountRoutes, ...profileRoutes, ...sessionRoutes, ...consentRoutes, ...rightsRoutes],
  driverGate,
);
