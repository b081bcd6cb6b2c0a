import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { actingWith, clientFor } from "../dynamodb/client.ts";

/** The longest that AWS allows for a role that another role assumes (role chaining). */
const SESSION_SECONDS = 3_600;
/** Bounds the memory of an execution environment. */
const REMEMBERED = 100;

/** Does work with the rights of one operator, or of the platform's own partition (`platform`), and no other. */
export type ActFor = <T>(scope: string, work: () => Promise<T>) => Promise<T>;

/**
 * Sessions of the tenant role, tagged with the operator. The role's policy allows only keys that begin with the tag,
 * so not even a handler that computes a foreign key can reach a foreign item (docs/isolation.md, wall 3).
 */
export function operatorSessions(tenantRoleArn: string): ActFor {
  const sts = new STSClient({});
  const clients = new Map<string, DynamoDBClient>();

  const credentialsFor = (scope: string) => async () => {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: tenantRoleArn,
        RoleSessionName: scope,
        DurationSeconds: SESSION_SECONDS,
        Tags: [{ Key: "operatorId", Value: scope }],
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new Error("STS gave no credentials for an operator's session");
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };

  return (scope, work) => {
    const known = clients.get(scope);
    const client = known ?? clientFor(credentialsFor(scope));
    // The most recently used stand last; the SDK renews a client's credentials before they expire.
    clients.delete(scope);
    clients.set(scope, client);
    const [oldest] = clients.keys();
    if (clients.size > REMEMBERED && oldest !== undefined) clients.delete(oldest);
    return actingWith(client, work);
  };
}
