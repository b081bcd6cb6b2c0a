import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { readBody } from "../gateway/read-body.ts";
import { assessment } from "./assess.ts";
import { changedBehaviour, type RecaptchaBehaviour, WELL_BEHAVED } from "./control.ts";
import { RECAPTCHA_PATHS } from "./paths.ts";
import { RECAPTCHA_SCRIPT } from "./script.ts";
import { ensureServiceAccount, isOwnAssertion, type ServiceAccount } from "./service-account.ts";
import { issuedTokens } from "./tokens.ts";

/** A name that a browser was lured to could point to this machine. */
const OWN_HOST = /^(localhost|127\.0\.0\.1)(:\d+)?$/;
const BODY_BYTES = 65_536;
const TOKEN_SECONDS = 3_599;

interface Answer {
  readonly status: number;
  readonly body: object | string;
}

export interface RecaptchaService {
  /** What operators of the demo are known by. */
  readonly serviceAccount: ServiceAccount;
  /** Answers what is for it; false for every other request. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** reCAPTCHA Enterprise for one machine: Google's REST shape, access tokens of a service account, and a script for pages. */
export async function startRecaptcha({
  dataDir,
}: {
  readonly dataDir: string;
}): Promise<RecaptchaService> {
  const serviceAccount = await ensureServiceAccount(dataDir);
  const tokens = issuedTokens();
  const accessTokens = new Set<string>();
  const annotations: object[] = [];
  let behaviour: RecaptchaBehaviour = WELL_BEHAVED;

  const exchange = (body: string): Answer => {
    const form = new URLSearchParams(body);
    const assertion = form.get("assertion") ?? "";
    if (!isOwnAssertion(assertion, serviceAccount, RECAPTCHA_PATHS.token, Date.now())) {
      return { status: 400, body: { error: "invalid_grant" } };
    }
    const token = randomBytes(24).toString("base64url");
    accessTokens.add(token);
    return {
      status: 200,
      body: { access_token: token, expires_in: TOKEN_SECONDS, token_type: "Bearer" },
    };
  };

  const api = async (path: string, body: string, authorization: string): Promise<Answer> => {
    await pause(behaviour.latencyMs);
    if (behaviour.fault === "unavailable") return failure(503, "UNAVAILABLE");
    const bearer = authorization.replace(/^Bearer /, "");
    if (!accessTokens.has(bearer)) return failure(401, "UNAUTHENTICATED");
    if (behaviour.fault === "forbidden") return failure(403, "PERMISSION_DENIED");
    const [, project, name] =
      /^\/v1\/projects\/([^/]+)\/assessments(?:\/(\w+):annotate)?$/.exec(path) ?? [];
    if (project !== serviceAccount.project_id) return failure(404, "NOT_FOUND");
    const sent = JSON.parse(body) as { readonly event?: object };
    if (name !== undefined) {
      annotations.push({ name, ...sent });
      return { status: 200, body: {} };
    }
    return { status: 200, body: assessment(project, sent.event ?? {}, tokens, behaviour) };
  };

  const issue = (body: string): Answer => {
    const { siteKey, action, hostname, score, ageMs } = JSON.parse(body) as Readonly<
      Record<string, unknown>
    >;
    const token = tokens.issue({
      siteKey: String(siteKey),
      action: String(action),
      hostname: String(hostname),
      ...(typeof score === "number" && { score }),
      ...(typeof ageMs === "number" && { ageMs }),
    });
    return { status: 200, body: { token } };
  };

  const control = (method: string, body: string): Answer => {
    if (method === "POST") behaviour = changedBehaviour(behaviour, JSON.parse(body));
    return { status: 200, body: { ...behaviour, annotations } };
  };

  const answer = async (request: IncomingMessage, path: string): Promise<Answer> => {
    const { method = "GET", headers } = request;
    if (!OWN_HOST.test(headers.host ?? "")) return failure(403, "PERMISSION_DENIED");
    if (method === "GET" && path === RECAPTCHA_PATHS.script) {
      return { status: 200, body: RECAPTCHA_SCRIPT };
    }
    const body = String(await readBody(request, BODY_BYTES));
    if (path === RECAPTCHA_PATHS.control) return control(method, body);
    if (method !== "POST") return failure(405, "INVALID_ARGUMENT");
    if (path === RECAPTCHA_PATHS.token) return exchange(body);
    if (path === RECAPTCHA_PATHS.issue) return issue(body);
    if (!path.startsWith(`${RECAPTCHA_PATHS.api}/`)) return failure(404, "NOT_FOUND");
    return api(path.slice(RECAPTCHA_PATHS.api.length), body, headers.authorization ?? "");
  };

  return {
    serviceAccount,
    handler(request, response) {
      const [path = ""] = (request.url ?? "").split("?");
      if (!path.startsWith(RECAPTCHA_PATHS.root)) return false;
      answer(request, path)
        .catch(() => failure(400, "INVALID_ARGUMENT"))
        .then((answered) => send(response, answered))
        .catch(() => response.destroy());
      return true;
    },
  };
}

/** As Google's services say that something is wrong. */
function failure(code: number, status: string): Answer {
  return { status: code, body: { error: { code, message: status, status } } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const isScript = typeof body === "string";
  response.writeHead(status, {
    "content-type": isScript ? "text/javascript; charset=utf-8" : "application/json",
    "cache-control": "no-store",
  });
  response.end(isScript ? body : JSON.stringify(body));
}
