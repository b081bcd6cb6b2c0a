import type { IncomingMessage } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ArrivingRequest } from "../gateway/arriving-request.ts";
import { headerOf } from "../gateway/arriving-request.ts";
import type { Answer, HttpApi } from "../gateway/http-api.ts";
import { refuseUpgrade } from "../gateway/refuse-upgrade.ts";
import type { WebSocketApi } from "../gateway/websocket-api.ts";
import type { WriteLog } from "../services.ts";
import type { StaticSite } from "../web/static-site.ts";
import { createCloudFrontFunction, type EdgeVerdict } from "./cloudfront-function.ts";
import type {
  BehaviorDefinition,
  DistributionDefinition,
  ResponseHeadersDefinition,
} from "./distribution-definition.ts";
import { originRequest } from "./origin-request.ts";
import { pathPattern } from "./path-pattern.ts";

/** What an origin's domain name leads to. */
export type Origin =
  | { readonly kind: "http-api"; readonly api: HttpApi }
  | { readonly kind: "websocket-api"; readonly api: WebSocketApi }
  | { readonly kind: "site"; readonly site: StaticSite };

/** A CloudFront distribution. */
export interface Distribution {
  readonly answer: (request: ArrivingRequest, body: Buffer | undefined) => Promise<Answer>;
  readonly upgrade: (
    raw: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    request: ArrivingRequest,
  ) => Promise<void>;
}

interface Behavior {
  readonly definition: BehaviorDefinition;
  readonly origin: Origin;
  readonly matches: (path: string) => boolean;
  readonly viewerRequest: (request: ArrivingRequest) => Promise<EdgeVerdict>;
}

/** Makes a distribution; throws when an origin's domain name leads nowhere. */
export function createDistribution(
  definition: DistributionDefinition,
  originNamed: (domainName: string) => Origin | undefined,
  writeLog: WriteLog,
): Distribution {
  const behaviors = definition.behaviors.map((behavior): Behavior => {
    const origin = originNamed(behavior.origin.domainName);
    if (origin === undefined) {
      throw new Error(
        `The origin ${behavior.origin.domainName} of the distribution ${definition.logicalId} is not run here.`,
      );
    }
    const code = behavior.viewerRequestCode;
    return {
      definition: behavior,
      origin,
      matches: pathPattern(behavior.pathPattern),
      viewerRequest:
        code === undefined
          ? async (request) => ({ request })
          : createCloudFrontFunction(code, definition),
    };
  });

  const admit = async (
    request: ArrivingRequest,
  ): Promise<{ readonly behavior: Behavior; readonly verdict: EdgeVerdict } | undefined> => {
    const behavior = behaviors.find(({ matches }) => matches(request.path));
    if (!behavior?.definition.allowedMethods.includes(request.method)) return undefined;
    try {
      return { behavior, verdict: await behavior.viewerRequest(request) };
    } catch (error) {
      writeLog(`edge ${definition.logicalId}: ${String(error)}`);
      return { behavior, verdict: { answer: plain(503) } };
    }
  };

  const fetchPage = async ({ definition: { origin: at }, origin }: Behavior, path: string) =>
    origin.kind === "site" ? origin.site.answer("GET", `${at.path}${path}`) : undefined;

  const withErrorPage = async (answer: Answer): Promise<Answer> => {
    const rule = definition.errorResponses.find(({ errorCode }) => errorCode === answer.status);
    const behavior = behaviors.find(({ matches }) => matches(rule?.responsePagePath ?? "/"));
    const page = rule && behavior && (await fetchPage(behavior, rule.responsePagePath));
    return page ? { ...page, status: rule.responseCode } : answer;
  };

  return {
    answer: async (request, body) => {
      const admitted = await admit(request);
      if (admitted === undefined) return plain(403);
      const { behavior, verdict } = admitted;
      const answer =
        "answer" in verdict
          ? verdict.answer
          : await withErrorPage(
              await fromOrigin(behavior, withRootObject(definition, verdict.request), body),
            );
      return withResponseHeaders(answer, behavior.definition.responseHeaders);
    },
    upgrade: async (raw, socket, head, request) => {
      const admitted = await admit(request);
      if (admitted === undefined) return refuseUpgrade(socket, 403);
      const { behavior, verdict } = admitted;
      if ("answer" in verdict) return refuseUpgrade(socket, verdict.answer.status);
      if (behavior.origin.kind !== "websocket-api") return refuseUpgrade(socket, 403);
      const { clientCertificatePem, ...viewed } = verdict.request;
      const asked = definition.asksForCertificates ? verdict.request : viewed;
      const forwarded = originRequest(asked, behavior.definition);
      await behavior.origin.api.upgrade(raw, socket, head, forwarded);
    },
  };
}

function fromOrigin(
  { origin, definition }: Behavior,
  request: ArrivingRequest,
  body: Buffer | undefined,
): Promise<Answer> {
  switch (origin.kind) {
    case "http-api":
      return origin.api.answer(originRequest(request, definition), body);
    case "site":
      return origin.site.answer(
        request.method,
        `${definition.origin.path}${request.path}`,
        headerOf(request, "if-none-match"),
      );
    case "websocket-api":
      // API Gateway's answer to a plain request where it expects an upgrade.
      return Promise.resolve(plain(426));
  }
}

function withRootObject(
  { defaultRootObject }: DistributionDefinition,
  request: ArrivingRequest,
): ArrivingRequest {
  return request.path === "/" && defaultRootObject !== ""
    ? { ...request, path: `/${defaultRootObject}` }
    : request;
}

function withResponseHeaders(answer: Answer, { set, remove }: ResponseHeadersDefinition): Answer {
  const headers = { ...answer.headers };
  for (const name of remove) delete headers[name];
  for (const { name, value, override } of set) {
    if (override || !Object.hasOwn(headers, name)) headers[name] = value;
  }
  return { ...answer, headers };
}

function plain(status: number): Answer {
  return {
    status,
    headers: { "content-type": "text/plain" },
    body: STATUS_CODES[status] ?? "",
  };
}
