import { join, resolve } from "node:path";
import { busNames, ruleDefinitions } from "./assembly/event-definitions.ts";
import { PLACE } from "./assembly/place.ts";
import {
  bucketDefinitions,
  queueDefinitions,
  tableDefinitions,
} from "./assembly/storage-definitions.ts";
import { userPoolDefinitions } from "./assembly/user-pool-definitions.ts";
import { startCognito } from "./cognito/start.ts";
import { startDynamoDb } from "./dynamodb/start.ts";
import { ensureCertificate } from "./edge/certificate.ts";
import { createEdge } from "./edge/create-edge.ts";
import { startEdgeServers } from "./edge/servers.ts";
import { mappingDefinitions } from "./event-sources/definitions.ts";
import { startEventSources } from "./event-sources/start.ts";
import { startEventBridge } from "./eventbridge/start.ts";
import { startGateway } from "./gateway/start.ts";
import { guardEndpoints } from "./iam/guard-endpoints.ts";
import { startIam } from "./iam/start.ts";
import { functionDefinitions } from "./lambda/definitions.ts";
import { type FunctionHost, startFunctionHost } from "./lambda/host.ts";
import { eventInvocation } from "./lambda/invoke-event.ts";
import { openLogFile } from "./lambda/log-file.ts";
import type { PoolLimits } from "./lambda/pool-growth.ts";
import { type Endpoints, functionSurroundings } from "./lambda/surroundings.ts";
import { writeLocalFile } from "./local-file.ts";
import { startPsp } from "./psp/start.ts";
import { startRecaptcha } from "./recaptcha/start.ts";
import { startS3 } from "./s3/start.ts";
import { seed } from "./seed/start.ts";
import type { Invoke, LocalFile, LocalService, WriteLog } from "./services.ts";
import { startSes } from "./ses/start.ts";
import { startSqs } from "./sqs.ts";
import { lockDataDir } from "./startup/data-dir-lock.ts";
import { openAssembly } from "./startup/open-assembly.ts";
import { createStopper } from "./startup/stopper.ts";

export interface PlatformOptions {
  readonly dataDir: string;
  /** 0 for any free port. */
  readonly port: number;
  /** 0 for any free port. */
  readonly tlsPort: number;
  /** Whether the demo's operators, chargers and users are to be there. */
  readonly demo: boolean;
  /** A synthesized cloud assembly, `prepareAssembly()`'s answer. */
  readonly assemblyDir: string;
  readonly functionLimits?: Partial<PoolLimits>;
  /** Called once when a part that everything needs has ended by itself; the platform is of no use then. */
  readonly onFailure?: (reason: string) => void;
}

/** A running platform. */
export interface Platform {
  /** What `<data-dir>/local.json` says: URLs and credentials. */
  readonly access: LocalFile;
  /** Where the services themselves listen, without IAM before them, for the platform's own parts and for tests. */
  readonly endpoints: Endpoints;
  /** What every function finds in its environment, table names included, but with these endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a function directly, by name or ARN. */
  readonly invoke: Invoke;
  /** Execution environments that are loaded now. */
  readonly environments: () => number;
  /** Ends everything, within two seconds. */
  readonly stop: () => Promise<void>;
}

const LOG_FILE_BYTES = 10 * 1024 * 1024;

/** Starts the platform that the cloud assembly describes. Throws one sentence about what is in the way, and leaves nothing running then. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const dataDir = resolve(options.dataDir);
  const lock = await lockDataDir(dataDir);
  const logFile = openLogFile(join(dataDir, "logs", "platform.log"), LOG_FILE_BYTES);
  const writeLog: WriteLog = (line) => logFile.write(`${new Date().toISOString()} ${line}\n`);
  const stopper = createStopper(async () => {
    logFile.flush();
    lock.release();
  }, writeLog);
  try {
    return await startParts({ ...options, dataDir }, writeLog, stopper.add, stopper.stop);
  } catch (error) {
    await stopper.stop();
    throw error;
  }
}

async function startParts(
  options: PlatformOptions,
  writeLog: WriteLog,
  started: <Service extends LocalService>(service: Service) => Service,
  stop: () => Promise<void>,
): Promise<Platform> {
  const { dataDir } = options;
  const { accountId, region } = PLACE;
  const { port, tlsPort } = options;
  const tls = await ensureCertificate(dataDir);
  const servers = started(await startEdgeServers({ port, tlsPort, tls, writeLog }));
  const publicUrl = `http://localhost:${servers.port}`;

  const { resolver, secrets, kms } = await openAssembly(options.assemblyDir, dataDir, started);
  const iam = started(await startIam({ resolver, dataDir, writeLog }));
  const functions = Promise.withResolvers<FunctionHost>();
  const invoke: Invoke = async (name, event) => (await functions.promise).invoke(name, event);
  const gateway = started(await startGateway({ resolver, invoke, writeLog }));
  const s3 = started(await startS3({ dataDir, buckets: bucketDefinitions(resolver) }));
  const [dynamoDb, sqs] = await Promise.all([
    startDynamoDb({
      dataDir,
      tables: tableDefinitions(resolver),
      writeLog,
      onUnexpectedExit: options.onFailure ?? writeLog,
    }).then(started),
    startSqs({ dataDir, queues: queueDefinitions(resolver), region, accountId }).then(started),
  ]);
  const eventBridge = started(
    await startEventBridge({
      dataDir,
      region,
      accountId,
      busNames: busNames(resolver),
      rules: ruleDefinitions(resolver),
      invoke: eventInvocation({ resolver, invoke, sendToQueue: sqs.send, writeLog }),
      sendToQueue: sqs.send,
      writeLog,
    }),
  );
  const pools = userPoolDefinitions(resolver, publicUrl);
  const cognito = started(await startCognito({ dataDir, pools, publicUrl, writeLog }));

  const ses = started(await startSes({ dataDir, writeLog }));
  const psp = started(await startPsp({ dataDir, publicUrl, writeLog }));

  const endpoints: Endpoints = {
    dynamoDb: dynamoDb.endpoint,
    sqs: sqs.endpoint,
    eventBridge: eventBridge.endpoint,
    secretsManager: secrets.endpoint,
    kms: kms.endpoint,
    s3: s3.endpoint,
    management: gateway.managementEndpoint,
    sts: iam.stsEndpoint,
    cognito: cognito.endpoint,
    ses: ses.endpoint,
    psp: psp.endpoint,
    publicUrl,
  };
  const guarded = await guardEndpoints(iam, endpoints, started);
  const definitions = functionDefinitions(resolver, {
    ...functionSurroundings(guarded),
    credentialsOf: iam.environmentOf,
  });
  const environment = Object.assign(
    {},
    ...functionDefinitions(resolver, functionSurroundings(endpoints)).map(
      (each) => each.environment,
    ),
  );
  const host = started(
    startFunctionHost({ definitions, dataDir, limits: options.functionLimits ?? {} }),
  );
  functions.resolve(host);
  const edge = createEdge({ resolver, gateway, writeLog });
  const recaptcha = await startRecaptcha({ dataDir });
  servers.open({ ...edge, doors: [cognito.handler, recaptcha.handler, psp.handler] });

  const poolOf = (issuer: string | undefined) => issuer?.split("/").at(-1) ?? "";
  const seeded = await seed({
    dataDir,
    demo: options.demo,
    environment,
    staffPoolId: poolOf(environment["STAFF_ISSUER"]),
    driverPoolId: poolOf(environment["DRIVER_ISSUER"]),
    cognito,
    recaptchaCredential: JSON.stringify(recaptcha.serviceAccount),
    psp,
  });
  const access: LocalFile = {
    appUrl: publicUrl,
    ocppUrl: `ws://localhost:${servers.port}/ocpp`,
    ocppTlsUrl: `wss://localhost:${servers.tlsPort}/ocpp`,
    caFile: tls.caFile,
    ...seeded,
  };
  await writeLocalFile(dataDir, access);
  started(
    startEventSources({
      definitions: mappingDefinitions(resolver),
      dataDir,
      dynamoDbEndpoint: dynamoDb.endpoint,
      sqs,
      region,
      invoke,
      writeLog,
    }),
  );
  // Stopped first: $disconnect still needs everything behind it.
  started({
    name: "doors",
    stop: async () => {
      await servers.stop();
      await gateway.closeSockets();
    },
  });
  return { access, endpoints, environment, invoke, environments: host.environments, stop };
}
