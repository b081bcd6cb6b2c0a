import { resolveSecretReference } from "../assembly/dynamic-reference.ts";
import { assertKnownResources } from "../assembly/known-resources.ts";
import { PLACE } from "../assembly/place.ts";
import { readAssembly } from "../assembly/read-assembly.ts";
import { createResolver, type Resolver } from "../assembly/resolver.ts";
import { keyDefinitions, secretDefinitions } from "../assembly/storage-definitions.ts";
import { startKms } from "../kms.ts";
import { startSecrets } from "../secrets.ts";
import type { EndpointService, LocalService, SecretsService } from "../services.ts";

export interface OpenedAssembly {
  readonly resolver: Resolver;
  readonly secrets: SecretsService;
  readonly kms: EndpointService;
}

/** Reads the templates and starts the two services that the templates' own values may come from. */
export async function openAssembly(
  assemblyDir: string,
  dataDir: string,
  started: <Service extends LocalService>(service: Service) => Service,
): Promise<OpenedAssembly> {
  const assembly = await readAssembly(assemblyDir);
  assertKnownResources(assembly);
  let secretString = (nameOrArn: string): string => {
    throw new Error(`The secret ${nameOrArn} is asked for before it is made.`);
  };
  const resolver = createResolver(assembly, (reference) =>
    resolveSecretReference(reference, (nameOrArn) => secretString(nameOrArn)),
  );
  const { accountId, region } = PLACE;
  const secrets = started(await startSecrets({ dataDir, secrets: secretDefinitions(resolver) }));
  secretString = secrets.secretString;
  const kms = started(
    await startKms({ dataDir, region, accountId, keys: keyDefinitions(resolver) }),
  );
  return { resolver, secrets, kms };
}
