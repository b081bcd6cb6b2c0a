import * as z from "zod";
import { answeredTime, noParams } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const isolationProbe = z
  .object({
    probeId: z.string(),
    startedAt: answeredTime,
    finishedAt: answeredTime,
    outcome: z.enum(["apart", "broken", "blind"]).meta({
      description:
        "`broken`: something of another operator was reached. `blind`: the run could not reach what it must, and proves nothing.",
    }),
    attempts: z.array(
      z.object({
        attempt: z.string(),
        verdict: z.enum(["as-expected", "crossed", "unclear"]),
        answer: z.string(),
      }),
    ),
  })
  .meta({ id: "IsolationProbe" });

export const listIsolationProbes = operation({
  operationId: "listIsolationProbes",
  method: "GET",
  path: "/v1/platform/isolation-probes",
  tag: "Platform",
  summary:
    "List the runs of the canary that tries to cross from one operator to another, newest first",
  permission: "platform-health:read",
  params: noParams,
  query: pageQuery,
  reply: pageOf(isolationProbe),
  statuses: [200],
});

export const isolationProbeOperations = [listIsolationProbes] as const;
