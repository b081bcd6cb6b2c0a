import type { Access } from "../access.ts";
import type { CredentialStore, IssuedCredentials } from "../credentials.ts";
import { denialOf } from "../denial.ts";
import type { Decide } from "../evaluate.ts";
import type { Policies } from "../policies.ts";
import { type Principal, principalOf } from "../principal.ts";
import { escapeXml } from "../refusal-answers.ts";
import { RefusedRequest } from "../refused-request.ts";
import type { RecordDecision } from "../usage.ts";
import { type SessionTags, sessionTagsOf } from "./session-tags.ts";

export interface AssumeRoleParts {
  readonly credentials: CredentialStore;
  readonly policies: Policies;
  readonly decide: Decide;
  readonly record: RecordDecision;
}

/** A role's session that assumes another role gets one hour at most, whatever the role allows. */
const CHAINED_SESSION_SECONDS = 3600;
const SHORTEST_SESSION_SECONDS = 900;

/** What AssumeRole can do elsewhere; to leave it out silently would make a session that may do more. */
const NOT_DONE_HERE =
  /^(Policy|PolicyArns|SerialNumber|TokenCode|SourceIdentity|ProvidedContexts)\b/;

/**
 * AssumeRole: gives the result's XML. The caller, always a session itself, needs `sts:AssumeRole` and, with tags, `sts:TagSession`,
 * by the role's trust policy and, where that trusts only the account, by its own. Throws `RefusedRequest`.
 */
export async function assumeRole(
  parts: AssumeRoleParts,
  caller: Principal,
  form: URLSearchParams,
): Promise<string> {
  const unsupported = [...form.keys()].find((name) => NOT_DONE_HERE.test(name));
  if (unsupported !== undefined) throw invalid(`The local STS does not do ${unsupported}.`);
  const roleArn = form.get("RoleArn") ?? "";
  const sessionName = sessionNameOf(form);
  const tags = sessionTagsOf(form, caller);
  await authorize(parts, caller, accessesOf(roleArn, sessionName, tags, form));

  const role = parts.policies.roles.get(roleArn);
  const lifetimeSeconds = durationOf(form, role?.maximumSessionSeconds ?? 0);
  const principal = principalOf({
    roleArn,
    sessionName,
    tags: mergeTags(role?.tags ?? {}, tags.all),
    transitiveTagKeys: tags.transitiveKeys,
  });
  return resultXml(parts.credentials.issue(principal, lifetimeSeconds));
}

async function authorize(
  { policies, decide, record }: AssumeRoleParts,
  caller: Principal,
  accesses: readonly Access[],
): Promise<void> {
  for (const access of accesses) {
    // IAM answers for a role that does not exist as for one that may not be assumed.
    const decision = policies.roles.has(access.resource)
      ? await decide(caller, access)
      : ({ outcome: "denied", statements: [], problem: "no such role" } as const);
    record(caller, access, decision);
    if (decision.outcome !== "allowed") throw denialOf(caller, access, decision);
  }
}

function accessesOf(
  resource: string,
  sessionName: string,
  tags: SessionTags,
  form: URLSearchParams,
): readonly Access[] {
  const externalId = form.get("ExternalId");
  const tagContext = {
    ...Object.fromEntries(
      Object.entries(tags.requested).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
    ),
    "aws:TagKeys": Object.keys(tags.requested),
    "sts:TransitiveTagKeys": tags.requestedTransitiveKeys,
  };
  const context = {
    ...tagContext,
    "sts:RoleSessionName": sessionName,
    ...(externalId !== null && { "sts:ExternalId": externalId }),
  };
  const isTagged = Object.keys(tags.all).length > 0;
  return [
    { action: "sts:AssumeRole", resource, context: () => context },
    ...(isTagged ? [{ action: "sts:TagSession", resource, context: () => tagContext }] : []),
  ];
}

function sessionNameOf(form: URLSearchParams): string {
  const name = form.get("RoleSessionName") ?? "";
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return name;
  throw invalid("RoleSessionName must have 2 to 64 characters of A-Z a-z 0-9 _ + = , . @ -.");
}

function durationOf(form: URLSearchParams, maximumSessionSeconds: number): number {
  const seconds = Number(form.get("DurationSeconds") ?? CHAINED_SESSION_SECONDS);
  if (!Number.isInteger(seconds) || seconds < SHORTEST_SESSION_SECONDS) {
    throw invalid(`DurationSeconds must be at least ${SHORTEST_SESSION_SECONDS}.`);
  }
  if (seconds > CHAINED_SESSION_SECONDS) {
    throw invalid(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > maximumSessionSeconds) {
    throw invalid(
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  return seconds;
}

/** A session's tag replaces the role's own of the same key; keys differ by more than case. */
function mergeTags(
  ofRole: Readonly<Record<string, string>>,
  ofSession: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const replaced = new Set(Object.keys(ofSession).map((key) => key.toLowerCase()));
  const kept = Object.entries(ofRole).filter(([key]) => !replaced.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), ...ofSession };
}

function resultXml(issued: IssuedCredentials): string {
  const { principal } = issued;
  const credentials = [
    `<AccessKeyId>${issued.accessKeyId}</AccessKeyId>`,
    `<SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey>`,
    `<SessionToken>${issued.sessionToken}</SessionToken>`,
    `<Expiration>${new Date(issued.expiresAtMs).toISOString()}</Expiration>`,
  ];
  return `<Credentials>${credentials.join("")}</Credentials><AssumedRoleUser><AssumedRoleId>${escapeXml(`${principal.roleName}:${principal.sessionName}`)}</AssumedRoleId><Arn>${escapeXml(principal.arn)}</Arn></AssumedRoleUser>`;
}

const invalid = (message: string): RefusedRequest => new RefusedRequest("unreadable", message);
