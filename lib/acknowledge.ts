import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Accepts findings of cdk-nag on a construct and what is in it; the reason stands beside the rule for an auditor. */
export function acknowledge(construct: IConstruct, reason: string, ...rules: string[]): void {
  Validations.of(construct).acknowledge(...rules.map((id) => ({ id, reason })));
}
