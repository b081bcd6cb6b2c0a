import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { readBody } from "../gateway/read-body.ts";
import type { PspAccount, PspBooks } from "./books.ts";
import type { PspFaults } from "./faults.ts";
import { carryOut, type PspAnswer } from "./operations.ts";

const MAXIMUM_BODY_BYTES = 64 * 1024;
const OUR_FAULT: PspAnswer = {
  status: 500,
  body: { error: { type: "api_error", message: "The stand-in was told to fail." } },
};

/** Answers Stripe's API: who calls by the bearer key, the same idempotency key with the same answer, faults as told. */
export function pspApi(
  ports: Parameters<typeof carryOut>[1] & {
    readonly books: PspBooks;
    readonly faults: () => PspFaults;
    readonly strike: () => void;
  },
) {
  const answerOf = async (request: IncomingMessage): Promise<PspAnswer> => {
    const account = accountOf(request, ports.books.accounts());
    if (!account) return { status: 401, body: { error: { type: "invalid_request_error" } } };
    const url = new URL(request.url ?? "/", "http://stand-in");
    const body = (await readBody(request, MAXIMUM_BODY_BYTES))?.toString("utf8") ?? "";
    const { method = "GET" } = request;
    const form = method === "GET" ? url.searchParams : new URLSearchParams(body);
    const path = url.pathname.split("/").slice(2);
    const said = `${method} ${url.pathname}`;
    const { failing } = ports.faults();
    const fails = failing.times > 0 && said.includes(failing.operation);
    if (fails) ports.strike();
    if (fails && !failing.late) return OUR_FAULT;

    const key = idempotencyKeyOf(request, account);
    const known = key === undefined ? undefined : ports.books.answer(key);
    if (known) return known.request === `${said} ${body}` ? known : keyReused();
    const answer = await carryOut({ account, method, path, form }, ports);
    if (key !== undefined) {
      await ports.books.keepAnswer(key, { request: `${said} ${body}`, ...answer });
    }
    return fails ? OUR_FAULT : answer;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await answerOf(request);
    await pause(ports.faults().latencyMs);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
}

function accountOf(
  { headers }: IncomingMessage,
  accounts: readonly PspAccount[],
): PspAccount | undefined {
  const given = Buffer.from(headers.authorization ?? "");
  return accounts.find(({ secretKey }) => {
    const expected = Buffer.from(`Bearer ${secretKey}`);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function idempotencyKeyOf({ headers }: IncomingMessage, account: PspAccount): string | undefined {
  const key = headers["idempotency-key"];
  return typeof key === "string" ? `${account.operatorId} ${key}` : undefined;
}

function keyReused(): PspAnswer {
  return { status: 400, body: { error: { type: "idempotency_error", code: "key_reused" } } };
}
