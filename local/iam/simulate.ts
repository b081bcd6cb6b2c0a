import { runSimulation } from "@cloud-copilot/iam-simulate";
import { PLACE } from "../assembly/place.ts";
import type { Context } from "./access.ts";
import type { NamedStatement, PolicyDocument } from "./policy-document.ts";

/** The outcome of one evaluation. */
export interface Decision {
  readonly outcome: "allowed" | "denied" | "explicitly-denied";
  /** Ids of the statements that decided; empty when nothing allowed the call. */
  readonly statements: readonly string[];
  /** Why a call could not be judged at all, which denies it. */
  readonly problem?: string;
}

type Simulation = Parameters<typeof runSimulation>[0];

/** Policies in the simulator's form, made once for many evaluations. */
export type PreparedPolicies = Pick<Simulation, "identityPolicies" | "resourcePolicy">;

/**
 * The simulator forgets condition keys of the form `kms:EncryptionContext:<key>` (0.1.173 knows variable parts
 * only behind a slash), so they are given to it under the name of a key that may stand in every request.
 */
const ENCRYPTION_CONTEXT = /kms:EncryptionContext:/gi;
const STAND_IN = "aws:PrincipalTag/kms-encryption-context:";

/** Prepares the statements that may concern a call; each stays recognizable by its id. */
export function preparePolicies(
  identity: readonly NamedStatement[],
  resourcePolicy: PolicyDocument | undefined,
): PreparedPolicies {
  return {
    identityPolicies: identity.map(({ id, statement }) => ({
      name: id,
      policy: { Version: "2012-10-17", Statement: [withStandIns(statement)] },
    })),
    ...(resourcePolicy !== undefined && { resourcePolicy: withStandIns(resourcePolicy) }),
  };
}

export interface SimulatedCall {
  readonly principalArn: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** Evaluates a call as IAM does, in the simulator's strict mode; about 0.3 ms. */
export async function simulate(call: SimulatedCall, policies: PreparedPolicies): Promise<Decision> {
  const result = await runSimulation(
    {
      request: {
        principal: call.principalArn,
        action: call.action,
        resource: { resource: call.resource, accountId: PLACE.accountId },
        contextVariables: contextVariables(call.context),
      },
      ...policies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    { simulationMode: "Strict" },
  );
  if (result.resultType !== "single") {
    const problem = result.resultType === "error" ? result.errors.message : "wildcard.resource";
    return { outcome: "denied", statements: [], problem };
  }
  const { identityAnalysis, resourceAnalysis } = result.result.analysis;
  const ids = (side: "allowStatements" | "denyStatements"): readonly string[] => [
    ...(identityAnalysis?.[side] ?? []).map(({ policyId }) => policyId ?? ""),
    ...(resourceAnalysis?.[side] ?? []).map(() => RESOURCE_POLICY),
  ];
  switch (result.overallResult) {
    case "Allowed":
      return { outcome: "allowed", statements: ids("allowStatements") };
    case "ExplicitlyDenied":
      return { outcome: "explicitly-denied", statements: ids("denyStatements") };
    case "ImplicitlyDenied":
      return { outcome: "denied", statements: [] };
  }
}

/** Stands for the resource's own policy among a decision's statements. */
export const RESOURCE_POLICY = "resource policy";

function contextVariables(context: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key.replace(ENCRYPTION_CONTEXT, STAND_IN),
      typeof value === "string" ? value : [...value],
    ]),
  );
}

function withStandIns<Part extends object>(part: Part): Part {
  return JSON.parse(JSON.stringify(part).replace(ENCRYPTION_CONTEXT, STAND_IN)) as Part;
}
