import { restHandler } from "#functions/shared/rest-handler.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { customerKeyRoutes } from "./customer-key-routes.ts";
import { rotationRoutes } from "./rotation-routes.ts";

export const handler = restHandler([...rotationRoutes, ...customerKeyRoutes], staffGate);
