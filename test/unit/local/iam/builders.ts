import type { Access, AwsRequest } from "#local/iam/access.ts";
import type { Credentials } from "#local/iam/credentials.ts";
import type { Policies, RolePolicies } from "#local/iam/policies.ts";
import { type PolicyStatement, statementsOf } from "#local/iam/policy-document.ts";
import { type Principal, principalOf } from "#local/iam/principal.ts";
import { signatureOf, signingKey } from "#local/iam/signature.ts";

export const ACCOUNT = "000000000000";
export const FLEET_ARN = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/Fleet`;
export const KEY_ARN = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1f6c9a5e-0000-4000-8000-1234567890ab`;

export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

// biome-ignore lint/suspicious/noTemplateCurlyInString: IAM fills it in.
export const OPERATOR_TAG = "${aws:PrincipalTag/operatorId}";

/** The condition that keeps a tagged session to its operator's partitions. */
export const OWN_PARTITIONS = {
  "ForAllValues:StringLike": {
    "dynamodb:LeadingKeys": [OPERATOR_TAG, `${OPERATOR_TAG}#*`],
  },
  Null: { "dynamodb:LeadingKeys": "false" },
} as const;

export function allow(
  action: string | readonly string[],
  resource: string | readonly string[],
  condition?: PolicyStatement["Condition"],
): PolicyStatement {
  return {
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition !== undefined && { Condition: condition }),
  };
}

export function role(
  name: string,
  statements: readonly PolicyStatement[],
  other: Partial<RolePolicies> = {},
): RolePolicies {
  return {
    roleArn: roleArn(name),
    roleName: name,
    tags: {},
    identity: statementsOf("Policy", { Statement: statements }),
    trust: { Statement: [] },
    maximumSessionSeconds: 3600,
    ...other,
  };
}

export function policiesOf(
  roles: readonly RolePolicies[],
  resources: Policies["resources"] = new Map(),
): Policies {
  const trust = roles.map(({ roleArn, trust }) => [roleArn, trust] as const);
  return {
    roles: new Map(roles.map((each) => [each.roleArn, each])),
    resources: new Map([...resources, ...trust]),
    functions: new Map(),
  };
}

/** The session of a function, or of an operator when it is tagged. */
export function session(roleName: string, tags: Readonly<Record<string, string>> = {}): Principal {
  return principalOf({ roleArn: roleArn(roleName), sessionName: "a-function", tags });
}

export function access(action: string, resource: string, context = {}): Access {
  return { action, resource, context: () => context };
}

/** A request of the AWS JSON protocol. */
export function jsonRequest(target: string, input: unknown): AwsRequest {
  const body = Buffer.from(typeof input === "string" ? input : JSON.stringify(input));
  return { method: "POST", url: "/", headers: { host: "h", "x-amz-target": target }, body };
}

export interface Signing {
  readonly service?: string;
  readonly at?: Date;
}

/** Signs a request for the local Region with Signature Version 4. */
export function signed(
  unsigned: AwsRequest,
  credentials: Credentials,
  { service = "dynamodb", at = new Date() }: Signing = {},
): AwsRequest {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const headers = {
    ...unsigned.headers,
    "x-amz-date": time,
    "x-amz-security-token": credentials.sessionToken,
  };
  const scope = { date: time.slice(0, 8), region: "eu-west-1", service };
  const signedHeaders = Object.keys(headers).sort();
  const request = { ...unsigned, headers };
  const key = signingKey(credentials.secretAccessKey, scope);
  const signature = signatureOf(key, { ...scope, signedHeaders }, request).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.date}/${scope.region}/${service}/aws4_request, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  return { ...request, headers: { ...headers, authorization } };
}
