import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { EnvironmentVariable } from "#contracts/environment.ts";
import { acknowledge } from "./acknowledge.ts";
import { PlatformTable, type PlatformTableProps } from "./constructs/platform-table.ts";
import type { TableAccess } from "./constructs/table-grants.ts";

type TableShape = Omit<PlatformTableProps, "encryptionKey">;

/** The tables of docs/access-patterns.md. */
const TABLES = {
  Directory: { indexes: ["gsi1"], streamed: true, expires: true, recoverable: true },
  Fleet: { indexes: ["gsi1"], streamed: true, expires: true, recoverable: true },
  Connections: { expires: true, recoverable: false },
  Charging: { indexes: ["gsi1", "gsi2", "gsi3"], streamed: true, expires: true, recoverable: true },
  People: { streamed: true, expires: true, recoverable: true },
  Vault: { recoverable: false },
  Payments: { indexes: ["gsi1"], streamed: true, expires: true, recoverable: true },
  Security: { streamed: true, expires: true, recoverable: true },
  Audit: { recoverable: true, appendOnly: true },
} as const satisfies Record<string, TableShape>;

type TableName = keyof typeof TABLES;
/** The tables that a function's environment can name. */
export type FunctionTable = {
  [Name in TableName]: `${Uppercase<Name>}_TABLE` extends EnvironmentVariable ? Name : never;
}[TableName];
/** What a function may do to which tables. */
export type TableAccesses = Readonly<Partial<Record<FunctionTable, readonly TableAccess[]>>>;
export type BoundTables = Readonly<Record<TableName, PlatformTable>>;

export function tableVariable<Name extends FunctionTable>(name: Name): EnvironmentVariable {
  return `${name.toUpperCase()}_TABLE` as EnvironmentVariable;
}

export function makeTables(scope: Construct, encryptionKey: IKey): BoundTables {
  const make = (name: TableName) =>
    new PlatformTable(scope, name, { ...TABLES[name], encryptionKey });
  const tables: BoundTables = {
    Directory: make("Directory"),
    Fleet: make("Fleet"),
    Connections: make("Connections"),
    Charging: make("Charging"),
    People: make("People"),
    Vault: make("Vault"),
    Payments: make("Payments"),
    Security: make("Security"),
    Audit: make("Audit"),
  };
  acknowledge(
    tables.Connections,
    "Holds sockets for two hours; a restored one would only describe sockets that are long closed.",
    "AwsSolutions-DDB3",
  );
  acknowledge(
    tables.Vault,
    "Deleting a wrapped key erases a person's data; a recoverable table would undo the erasure.",
    "AwsSolutions-DDB3",
  );
  return tables;
}
