import { ArnPrincipal, PolicyStatement, Role } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { Foundation } from "../foundation.ts";
import { type FunctionTable, type TableAccesses, tableVariable } from "../tables.ts";
import type { PlatformFunction } from "./platform-function.ts";
import { type Conditions, grantTable } from "./table-grants.ts";

const TAG = "operatorId";

/**
 * Only keys that begin with the session's operator. `ForAllValues` is true of a request without keys, so there must
 * also be one (`Null`): that is what makes a scan, or a statement by table name alone, impossible.
 */
const OWN_PARTITIONS: Conditions = {
  "ForAllValues:StringLike": {
    "dynamodb:LeadingKeys": [`\${aws:PrincipalTag/${TAG}}`, `\${aws:PrincipalTag/${TAG}}#*`],
  },
  Null: { "dynamodb:LeadingKeys": "false" },
};

/**
 * The third wall: what a REST function may do once it has let somebody into an operator. The function assumes this
 * role with the operator as session tag, and IAM refuses every key of another operator, whatever the code computes.
 */
export class TenantRole extends Construct {
  readonly role: Role;

  constructor(
    handler: PlatformFunction,
    props: { readonly foundation: Foundation; readonly tables: TableAccesses },
  ) {
    super(handler, "Tenant");
    const { role: ownRole } = handler.lambda;
    if (!ownRole) throw new Error(`${handler.bundle} has no role`);
    const role = new Role(this, "Role", {
      assumedBy: new ArnPrincipal(ownRole.roleArn).withConditions({
        StringLike: { [`aws:RequestTag/${TAG}`]: "?*" },
        "ForAllValues:StringEquals": { "aws:TagKeys": [TAG] },
      }),
      description: `What ${handler.bundle} may do inside one operator`,
    });
    role.assumeRolePolicy?.addStatements(
      new PolicyStatement({
        actions: ["sts:TagSession"],
        principals: [new ArnPrincipal(ownRole.roleArn)],
        conditions: {
          StringLike: { [`aws:RequestTag/${TAG}`]: "?*" },
          "ForAllValues:StringEquals": { "aws:TagKeys": [TAG] },
        },
      }),
    );
    this.role = role;
    for (const [name, accesses] of Object.entries(props.tables)) {
      const table = name as FunctionTable;
      handler.setVariable(tableVariable(table), props.foundation.tables[table].table.tableName);
      grantTable(role, props.foundation.tables[table], accesses, OWN_PARTITIONS);
    }
    handler.setVariable("TENANT_ROLE_ARN", role.roleArn);
    handler.allow("sts:AssumeRole", role.roleArn);
    handler.allow("sts:TagSession", role.roleArn);
  }
}
