import { randomUUID } from "node:crypto";
import { PLACE } from "../assembly/place.ts";
import type { EndpointService, WriteLog } from "../services.ts";
import type { AwsRequest } from "./access.ts";
import type { Authenticate } from "./authenticate.ts";
import type { CredentialStore } from "./credentials.ts";
import type { Decide } from "./evaluate.ts";
import type { Policies } from "./policies.ts";
import type { Principal } from "./principal.ts";
import { answerBytes, answerQueryRefusal, escapeXml } from "./refusal-answers.ts";
import { RefusedRequest } from "./refused-request.ts";
import { assumeRole } from "./sts/assume-role.ts";
import type { RecordDecision } from "./usage.ts";
import { startWireServer } from "./wire/server.ts";

export interface StsOptions {
  readonly credentials: CredentialStore;
  readonly policies: Policies;
  /** Made for the signing name `sts`. */
  readonly authenticate: Authenticate;
  readonly decide: Decide;
  readonly record: RecordDecision;
  readonly writeLog: WriteLog;
  readonly now?: () => number;
}

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** STS with AssumeRole, session tags and role chaining included, and GetCallerIdentity. */
export async function startSts(options: StsOptions): Promise<EndpointService> {
  async function answer(request: AwsRequest): Promise<string> {
    const caller = options.authenticate(request);
    const form = new URLSearchParams(request.body.toString("utf8"));
    const action = form.get("Action") ?? "";
    switch (action) {
      case "AssumeRole":
        return answerXml(action, await assumeRole(options, caller, form));
      case "GetCallerIdentity":
        return answerXml(action, identityOf(caller));
      default:
        throw new RefusedRequest("unknown-operation", "The local STS does not do that.");
    }
  }

  const server = await startWireServer(async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof RefusedRequest) return answerBytes(answerQueryRefusal(error));
      options.writeLog(`STS failed: ${String(error)}`);
      throw error;
    }
  });
  return { name: "STS", ...server };
}

function identityOf({ arn, roleName, sessionName }: Principal): string {
  return `<Arn>${escapeXml(arn)}</Arn><UserId>${escapeXml(`${roleName}:${sessionName}`)}</UserId><Account>${PLACE.accountId}</Account>`;
}

function answerXml(action: string, result: string): string {
  return answerBytes({
    status: 200,
    headers: { "content-type": "text/xml" },
    body: `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  });
}
