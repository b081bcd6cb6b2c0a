import { restHandler } from "#functions/shared/rest-handler.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { certificateRoutes } from "./certificate-routes.ts";
import { changeRoutes } from "./change-routes.ts";
import { rootRoutes } from "./root-routes.ts";
import { waiverRoutes } from "./waiver-routes.ts";

export const handler = restHandler(
  [...changeRoutes, ...certificateRoutes, ...rootRoutes, ...waiverRoutes],
  staffGate,
);
