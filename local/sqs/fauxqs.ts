import { findPackageJSON } from "node:module";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { type BuildAppOptions, buildApp } from "fauxqs";

type Stores = NonNullable<BuildAppOptions["stores"]>;

interface Persistence {
  readonly loadSqsAndSns: (sqs: Stores["sqsStore"], sns: Stores["snsStore"]) => void;
  readonly close: () => void;
}

interface InnerParts {
  readonly SqsStore: new () => Stores["sqsStore"];
  readonly SnsStore: new () => Stores["snsStore"];
  readonly S3Store: new () => Stores["s3Store"];
  readonly PersistenceManager: new (dataDir: string) => Persistence;
}

/** The package does not export its stores; its version is pinned, and a missing part says so here. */
async function innerParts(): Promise<InnerParts> {
  const packageFile = findPackageJSON("fauxqs", import.meta.url);
  if (packageFile === undefined) throw new Error("The package fauxqs is not installed.");
  const files = ["sqs/sqsStore", "sns/snsStore", "s3/s3Store", "persistence"];
  const modules: object[] = await Promise.all(
    files.map((file) => import(new URL(`dist/${file}.js`, pathToFileURL(packageFile)).href)),
  );
  const parts: Partial<InnerParts> = Object.assign({}, ...modules);
  const { SqsStore, SnsStore, S3Store, PersistenceManager } = parts;
  if (!SqsStore || !SnsStore || !S3Store || !PersistenceManager) {
    throw new Error("This version of fauxqs has other inner parts than the one that is pinned.");
  }
  return { SqsStore, SnsStore, S3Store, PersistenceManager };
}

export interface RunningFauxqs {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts fauxqs with its queues in `dataDir`. Its own `startFauxqs` listens on every network interface, whatever
 * `host` says, and it does not check signatures; so the same parts are put together here and listen on 127.0.0.1.
 */
export async function openFauxqs(options: {
  readonly dataDir: string;
  readonly region: string;
  readonly port: number;
}): Promise<RunningFauxqs> {
  const { SqsStore, SnsStore, S3Store, PersistenceManager } = await innerParts();
  const sqsStore = new SqsStore();
  const snsStore = new SnsStore();
  const persistence = new PersistenceManager(options.dataDir);
  // What is loaded must not be written again, so the stores learn of the disk only afterwards.
  persistence.loadSqsAndSns(sqsStore, snsStore);
  Object.assign(sqsStore, { persistence });
  for (const queue of sqsStore.allQueues()) Object.assign(queue, { persistence });

  const app = buildApp({
    logger: false,
    defaultRegion: options.region,
    stores: { sqsStore, snsStore, s3Store: new S3Store() },
  });
  app.addHook("preClose", (done) => {
    persistence.close();
    done();
  });
  await app.listen({ port: options.port, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return { port, stop: () => app.close() };
}
