import type { ResolvedResource, Resolver } from "../assembly/resolver.ts";
import { type NamedStatement, type PolicyDocument, statementsOf } from "./policy-document.ts";
import { type Principal, principalOf } from "./principal.ts";

/** A role as the templates define it. */
export interface RolePolicies {
  readonly roleArn: string;
  readonly roleName: string;
  /** Its own tags, which every session has as principal tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly identity: readonly NamedStatement[];
  /** Who may assume it. */
  readonly trust: PolicyDocument;
  /** How long a session of AssumeRole may last. */
  readonly maximumSessionSeconds: number;
}

/** Every policy of the templates that can decide about a call. */
export interface Policies {
  readonly roles: ReadonlyMap<string, RolePolicies>;
  /** Policies of keys, queues and secrets, and the trust policies of roles, by the resource's ARN. */
  readonly resources: ReadonlyMap<string, PolicyDocument>;
  /** Who a function is, by its name; the functions of the templates only. */
  readonly functions: ReadonlyMap<string, Principal>;
}

const DEFAULT_SESSION_SECONDS = 3600;

/** Reads them from the resolved templates. AWS's own managed policies are not known here and grant nothing. */
export function readPolicies(resolver: Resolver): Policies {
  const attached = attachedStatements(resolver);
  const roles = new Map(
    resolver.resources("AWS::IAM::Role").map((role) => {
      const policies = rolePolicies(role, attached);
      return [policies.roleArn, policies] as const;
    }),
  );
  const functions = resolver
    .resources("AWS::Lambda::Function")
    .flatMap(({ physicalName, properties }) => {
      const role = roles.get(String(properties["Role"]));
      if (role === undefined) return [];
      const { roleArn, tags } = role;
      const principal = principalOf({ roleArn, sessionName: physicalName, tags });
      return [[physicalName, principal] as const];
    });
  const trust = [...roles.values()].map((role) => [role.roleArn, role.trust] as const);
  return {
    roles,
    resources: new Map([...resourcePolicies(resolver), ...trust]),
    functions: new Map(functions),
  };
}

/** Statements of policies that stand beside their roles, by the role's name or the policy's ARN. */
interface Attached {
  readonly byRole: ReadonlyMap<string, readonly NamedStatement[]>;
  readonly byManagedPolicy: ReadonlyMap<string, readonly NamedStatement[]>;
}

function attachedStatements(resolver: Resolver): Attached {
  const byRole = new Map<string, readonly NamedStatement[]>();
  const byManagedPolicy = new Map<string, readonly NamedStatement[]>();
  for (const policy of resolver.resources("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
    const { properties, logicalId } = policy;
    const statements = statementsOf(logicalId, properties["PolicyDocument"]);
    byManagedPolicy.set(policy.ref, statements);
    for (const role of (properties["Roles"] ?? []) as readonly string[]) {
      byRole.set(role, [...(byRole.get(role) ?? []), ...statements]);
    }
  }
  return { byRole, byManagedPolicy };
}

function rolePolicies(role: ResolvedResource, attached: Attached): RolePolicies {
  const { properties, logicalId } = role;
  const roleName = role.physicalName;
  const inline = (properties["Policies"] ?? []) as readonly {
    readonly PolicyName: string;
    readonly PolicyDocument: unknown;
  }[];
  const managed = (properties["ManagedPolicyArns"] ?? []) as readonly string[];
  const tags = (properties["Tags"] ?? []) as readonly {
    readonly Key: string;
    readonly Value: string;
  }[];
  return {
    roleArn: role.attribute("Arn"),
    roleName,
    tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    identity: [
      ...inline.flatMap((policy) =>
        statementsOf(`${logicalId}/${policy.PolicyName}`, policy.PolicyDocument),
      ),
      ...(attached.byRole.get(roleName) ?? []),
      ...managed.flatMap((policy) => attached.byManagedPolicy.get(policy) ?? []),
    ],
    trust: properties["AssumeRolePolicyDocument"] as PolicyDocument,
    maximumSessionSeconds: Number(properties["MaxSessionDuration"] ?? DEFAULT_SESSION_SECONDS),
  };
}

function resourcePolicies(resolver: Resolver): ReadonlyMap<string, PolicyDocument> {
  const policies = new Map<string, PolicyDocument>();
  const add = (arn: string, document: unknown): void => {
    const before = policies.get(arn);
    const { Statement } = document as PolicyDocument;
    policies.set(arn, {
      Version: "2012-10-17",
      Statement: [...(before?.Statement ?? []), Statement].flat(),
    });
  };
  for (const key of resolver.resources("AWS::KMS::Key")) {
    add(key.attribute("Arn"), key.properties["KeyPolicy"]);
  }
  const queueArns = new Map(
    resolver.resources("AWS::SQS::Queue").map((queue) => [queue.ref, queue.attribute("Arn")]),
  );
  for (const { properties } of resolver.resources("AWS::SQS::QueuePolicy")) {
    for (const url of properties["Queues"] as readonly string[]) {
      add(queueArns.get(url) ?? url, properties["PolicyDocument"]);
    }
  }
  for (const { properties } of resolver.resources("AWS::SecretsManager::ResourcePolicy")) {
    add(String(properties["SecretId"]), properties["ResourcePolicy"]);
  }
  return policies;
}
