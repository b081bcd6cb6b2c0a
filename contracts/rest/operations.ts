import { chargerOperations } from "./chargers.ts";
import { commandOperations } from "./commands.ts";
import type { Operation } from "./operation.ts";
import { operatorOperations } from "./operators.ts";
import { platformOperations } from "./platform.ts";
import { sessionOperations } from "./sessions.ts";
import { siteOperations } from "./sites.ts";
import { tariffOperations } from "./tariffs.ts";
import { tokenOperations } from "./tokens.ts";

/** Every operation of the REST API, in the order in which the documentation shows them. */
export const OPERATIONS: readonly Operation[] = [
  ...chargerOperations,
  ...commandOperations,
  ...sessionOperations,
  ...tokenOperations,
  ...tariffOperations,
  ...siteOperations,
  ...operatorOperations,
  ...platformOperations,
];
