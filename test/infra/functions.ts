import type { Template } from "aws-cdk-lib/assertions";

export type Properties = Readonly<Record<string, unknown>>;

export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly conditions: unknown;
}

export interface DeployedFunction {
  readonly name: string;
  readonly logicalId: string;
  readonly roleId: string;
  readonly properties: Properties;
  readonly environment: Properties;
  readonly statements: readonly Statement[];
}

/** The platform's functions in a template, with what their roles may do. CDK's own helpers are left out. */
export function functionsOf(template: Template): DeployedFunction[] {
  return Object.entries(template.findResources("AWS::Lambda::Function"))
    .filter(([, { Properties }]) => String(Properties.Runtime).startsWith("nodejs"))
    .map(([logicalId, { Properties }]) => {
      const roleId = String(Properties.Role["Fn::GetAtt"][0]);
      return {
        name: String(Properties.Description),
        logicalId,
        roleId,
        properties: Properties,
        environment: Properties.Environment?.Variables ?? {},
        statements: statementsOf(template, roleId),
      };
    });
}

export function functionNamed(template: Template, name: string): DeployedFunction {
  const found = functionsOf(template).find((candidate) => candidate.name === name);
  if (!found) throw new Error(`No function ${name} in the template.`);
  return found;
}

/** What a function may do inside one operator, in the role that it assumes for that; nothing where it has none. */
export function tenantStatementsOf(
  templates: Readonly<Record<string, Template>>,
  name: string,
): readonly Statement[] {
  return Object.values(templates).flatMap((template) => {
    const roles = template.findResources("AWS::IAM::Role", {
      Properties: { Description: `What ${name} may do inside one operator` },
    });
    return Object.keys(roles).flatMap((roleId) => statementsOf(template, roleId));
  });
}

/** Every statement of the policies that a role holds. */
function statementsOf(template: Template, roleId: string): Statement[] {
  return Object.values(template.findResources("AWS::IAM::Policy"))
    .filter(({ Properties }) => Properties.Roles.some((role: Properties) => role["Ref"] === roleId))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .map((statement) => ({
      actions: [statement.Action].flat(),
      resources: [statement.Resource].flat(),
      conditions: statement.Condition,
    }));
}
