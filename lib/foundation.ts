import type { IKey } from "aws-cdk-lib/aws-kms";
import type { BuildOutput } from "./build-output.ts";
import type { Settings, Stage } from "./settings.ts";
import type { BoundTables } from "./tables.ts";

/** What every stateless stack builds upon. */
export interface Foundation {
  readonly stage: Stage;
  readonly settings: Settings;
  readonly build: BuildOutput;
  readonly encryptionKey: IKey;
  readonly tables: BoundTables;
}
