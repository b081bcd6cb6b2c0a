import type { Resolver } from "#local/assembly/resolver.ts";
import { readPolicies } from "#local/iam/policies.ts";
import { listOf } from "#local/iam/policy-document.ts";

/** One action that one statement of one role allows on one resource. */
export interface Grant {
  /** The role's name in the templates, as usage files have it. */
  readonly roleName: string;
  /** Whose role it is: a function's bundle, with ` in one operator` for its tenant role. */
  readonly holder: string;
  /** `<policy>#<position>`. */
  readonly statement: string;
  readonly action: string;
  /** ARN, perhaps with wildcards. */
  readonly resource: string;
}

const HOLDER = /^What (\S+) may do( inside one operator)?$/;

/** Every grant of the functions' roles and of the tenant roles, as the templates have them. */
export function grantsOf(resolver: Resolver): readonly Grant[] {
  const { roles } = readPolicies(resolver);
  return resolver.resources("AWS::IAM::Role").flatMap((role) => {
    const [, bundle, inside] = HOLDER.exec(String(role.properties["Description"])) ?? [];
    const policies = roles.get(role.attribute("Arn"));
    if (bundle === undefined || policies === undefined) return [];
    const { roleName, identity } = policies;
    const holder = inside === undefined ? bundle : `${bundle} in one operator`;
    return identity.flatMap(({ id, statement }) =>
      listOf(statement.Action).flatMap((action) =>
        listOf(statement.Resource).map((resource): Grant => {
          return { roleName, holder, statement: id, action, resource };
        }),
      ),
    );
  });
}
