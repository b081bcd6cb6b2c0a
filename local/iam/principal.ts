import { globalArnOf } from "../assembly/place.ts";

/** Who makes a call: a session of a role, which is what every function and every caller of AssumeRole is. */
export interface Principal {
  readonly roleArn: string;
  readonly roleName: string;
  /** A function's name, or the `RoleSessionName` of AssumeRole. */
  readonly sessionName: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`, as messages name it. */
  readonly arn: string;
  /** The role's own tags under the session's: what `aws:PrincipalTag/…` gives. */
  readonly tags: Readonly<Record<string, string>>;
  /** Keys of those session tags that go on into the next session of a chain. */
  readonly transitiveTagKeys: readonly string[];
}

type Session = Pick<Principal, "roleArn" | "sessionName"> &
  Partial<Pick<Principal, "tags" | "transitiveTagKeys">>;

/** Makes the principal of a role's session. */
export function principalOf(session: Session): Principal {
  const roleName = session.roleArn.slice(session.roleArn.lastIndexOf("/") + 1);
  return {
    roleArn: session.roleArn,
    roleName,
    sessionName: session.sessionName,
    arn: globalArnOf("sts", `assumed-role/${roleName}/${session.sessionName}`),
    tags: session.tags ?? {},
    transitiveTagKeys: session.transitiveTagKeys ?? [],
  };
}
