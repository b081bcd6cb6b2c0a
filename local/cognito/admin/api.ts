import { AwsServiceError, startAwsJsonServer } from "../../aws-json-server.ts";
import type { EndpointService } from "../../services.ts";
import type { Accounts } from "../accounts.ts";
import type { ProgramClients } from "../clients.ts";
import type { Outbox } from "../outbox.ts";
import type { People } from "../people.ts";
import type { UserPoolDefinition } from "../service.ts";
import { poolClientOperations } from "./pool-clients.ts";
import { adminUserOperations } from "./users.ts";

export interface CognitoApiOptions {
  readonly pools: readonly UserPoolDefinition[];
  readonly people: People;
  readonly programs: ProgramClients;
  readonly outbox: Outbox;
  readonly accountsOf: (poolId: string) => Accounts;
}

/** Cognito's API for the SDK: people and the clients of programs, as far as the platform administers them. */
export function startCognitoApi(options: CognitoApiOptions): Promise<EndpointService> {
  const { people, outbox, accountsOf } = options;
  const pools = new Map(options.pools.map((pool) => [pool.poolId, pool]));

  function findPool(poolId: unknown): UserPoolDefinition {
    const pool = pools.get(String(poolId));
    if (pool !== undefined) return pool;
    throw new AwsServiceError(
      "ResourceNotFoundException",
      `User pool ${String(poolId)} does not exist.`,
    );
  }

  return startAwsJsonServer({
    name: "Cognito",
    targetPrefix: "AWSCognitoIdentityProviderService",
    operations: {
      ...adminUserOperations({ findPool, people, outbox, accountsOf }),
      ...poolClientOperations({ findPool, clients: options.programs }),
    },
  });
}
