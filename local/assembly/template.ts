/** A CloudFormation template as the CDK writes it, before any intrinsic is resolved. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
  >;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly Condition?: string;
}

interface TemplateOutput {
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
}

export type Properties = Readonly<Record<string, unknown>>;

/** One stack of a cloud assembly. */
export interface Stack {
  readonly stackName: string;
  readonly template: Template;
  /** Where each asset lies on disk, by its key in the bootstrap bucket. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

/** A synthesized cloud assembly: what `cdk deploy` would deploy. */
export interface Assembly {
  readonly stacks: readonly Stack[];
}

/** A resource in its stack: ids are unique only within one. */
export interface ResourceAddress {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}
