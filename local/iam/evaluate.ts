import type { Access, Context } from "./access.ts";
import { type BoundedMap, createBoundedMap } from "./bounded-map.ts";
import { globalContextValue } from "./global-context.ts";
import type { Policies } from "./policies.ts";
import { conditionKeysOf, mayConcern } from "./policy-document.ts";
import type { Principal } from "./principal.ts";
import { type Decision, type PreparedPolicies, preparePolicies, simulate } from "./simulate.ts";

/** Decides whether a principal may do one thing; the same decision comes as the same object. */
export type Decide = (principal: Principal, access: Access) => Promise<Decision>;

/** What is known of one principal, action and resource. */
interface Question {
  readonly policies: PreparedPolicies;
  /** Condition keys, in lower case, that any statement about it depends on. */
  readonly conditionKeys: readonly string[];
  readonly decisions: BoundedMap<Decision>;
}

/** A connection's id is part of a resource, an operator's id of a leading key: neither may fill the memory. */
const REMEMBERED_QUESTIONS = 5_000;
const REMEMBERED_DECISIONS = 1_000;

/**
 * Evaluates against the policies of the templates. Decisions are kept by principal, action, resource and the values of just those
 * condition keys that a statement about them names: without conditions there is one decision, and it costs about 1 µs.
 */
export function createEvaluation(policies: Policies): Decide {
  const questions = createBoundedMap<Question>(REMEMBERED_QUESTIONS);

  function questionOf(principal: Principal, { action, resource }: Access): Question {
    const name = `${principal.arn} ${action} ${resource}`;
    const known = questions.get(name);
    if (known !== undefined) return known;
    const identity = (policies.roles.get(principal.roleArn)?.identity ?? []).filter(
      ({ statement }) => mayConcern(statement, action),
    );
    const resourcePolicy = policies.resources.get(resource);
    const statements = [
      ...identity.map(({ statement }) => statement),
      ...(resourcePolicy?.Statement ?? []),
    ];
    const question: Question = {
      policies: preparePolicies(identity, resourcePolicy),
      conditionKeys: [...new Set(statements.flatMap(conditionKeysOf))],
      decisions: createBoundedMap(REMEMBERED_DECISIONS),
    };
    questions.set(name, question);
    return question;
  }

  return async (principal, access) => {
    const question = questionOf(principal, access);
    const context = relevantContext(question.conditionKeys, principal, access);
    const name = JSON.stringify(context);
    const known = question.decisions.get(name);
    if (known !== undefined) return known;
    const { action, resource } = access;
    const call = { principalArn: principal.arn, action, resource, context };
    const decision = await simulate(call, question.policies);
    question.decisions.set(name, decision);
    return decision;
  };
}

const NO_CONTEXT: Context = {};

/** The condition keys that are asked for and present, in the order in which they are asked for. */
function relevantContext(
  conditionKeys: readonly string[],
  principal: Principal,
  access: Access,
): Context {
  if (conditionKeys.length === 0) return NO_CONTEXT;
  const given = Object.entries(access.context());
  return Object.fromEntries(
    conditionKeys.flatMap((key) => {
      const [name, value] = given.find(([name]) => name.toLowerCase() === key) ?? [
        key,
        globalContextValue(key, principal, access),
      ];
      // An empty set is as good as none, but an empty text is a value.
      const isAbsent = value === undefined || (typeof value !== "string" && value.length === 0);
      return isAbsent ? [] : [[name, value]];
    }),
  );
}
