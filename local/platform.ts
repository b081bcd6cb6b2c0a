import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { resolveSecretReference } from "./assembly/dynamic-reference.ts";
import { busNames, ruleDefinitions } from "./assembly/event-definitions.ts";
import { assertKnownResources } from "./assembly/known-resources.ts";
import { PLACE } from "./assembly/place.ts";
import { readAssembly } from "./assembly/read-assembly.ts";
import { createResolver } from "./assembly/resolver.ts";
import {
  keyDefinitions,
  queueDefinitions,
  secretDefinitions,
  tableDefinitions,
} from "./assembly/storage-definitions.ts";
import { userPoolDefinitions } from "./assembly/user-pool-definitions.ts";
import { startCognito } from "./cognito/start.ts";
import { startDynamoDb } from "./dynamodb/start.ts";
