import { Duration } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { EnvironmentVariable } from "#contracts/environment.ts";
import { acknowledge } from "../acknowledge.ts";
import type { Foundation } from "../foundation.ts";
import {
  type BoundTables,
  type FunctionTable,
  type TableAccesses,
  tableVariable,
} from "../tables.ts";
import { PlatformLogGroup } from "./platform-log-group.ts";
import { grantTable, type TableAccess } from "./table-grants.ts";

export interface PlatformFunctionProps {
  readonly foundation: Foundation;
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
  readonly tables?: TableAccesses;
}

/** A function of the platform with its own role and log group; it may do nothing that is not granted by name. */
export class PlatformFunction extends Construct {
  readonly bundle: string;
  readonly lambda: LambdaFunction;
  readonly logGroup: PlatformLogGroup;

  /** @param bundle `<kind>-<name>`, as docs/architecture.md lists them; the construct's id is its PascalCase. */
  constructor(scope: Construct, bundle: string, props: PlatformFunctionProps) {
    super(scope, pascalCase(bundle));
    this.bundle = bundle;
    this.logGroup = new PlatformLogGroup(this, "Log", props.foundation);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `What ${bundle} may do`,
    });
    this.logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, "Function", {
      description: bundle,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: Code.fromAsset(props.foundation.build.functionFolder(bundle), { exclude: ["*.map"] }),
      memorySize: props.memoryMb ?? 256,
      timeout: Duration.seconds(props.timeoutSeconds ?? 10),
      tracing: Tracing.ACTIVE,
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Start, end and report lines of every message would cost more than the functions themselves.
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    acknowledge(
      this,
      "X-Ray's PutTraceSegments and PutTelemetryRecords know no resource; nothing else has this wildcard.",
      "AwsSolutions-IAM5[Resource::*]",
    );
    this.#bindTables(props.foundation.tables, props.tables ?? {});
  }

  /** Names a table in the function's environment and grants the least that the access needs. */
  bindTable(tables: BoundTables, name: FunctionTable, accesses: readonly TableAccess[]): void {
    this.setVariable(tableVariable(name), tables[name].table.tableName);
    grantTable(this.lambda, tables[name], accesses);
  }

  setVariable(name: EnvironmentVariable, value: string): void {
    this.lambda.addEnvironment(name, value);
  }

  allow(action: string, resource: string): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  }

  #bindTables(tables: BoundTables, wanted: TableAccesses): void {
    for (const [name, accesses] of Object.entries(wanted)) {
      this.bindTable(tables, name as FunctionTable, accesses);
    }
  }
}

function pascalCase(bundle: string): string {
  return bundle.replaceAll(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}
