/** A Lambda function as the template defines it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** The asset's directory: the very bundle that deploys. */
  readonly codeDirectory: string;
  /** `<file>.<export>` */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency?: number;
}
