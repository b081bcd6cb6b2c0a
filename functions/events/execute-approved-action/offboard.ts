import * as z from "zod";
import { operatorLife } from "#adapters/dynamodb/operator-life.ts";
import { beginOffboarding } from "#domain/tenancy/operator-life.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.object({ operatorId: z.string() });

/** Begins the end of an operator; what it has is destroyed by a reaction to that. */
export function carryOutOffboarding(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { operatorId } = payloadOf.parse(payload);
    if (operatorId !== context.operatorId) throw new Error("the approval names another operator");
    const store = operatorLife(context, directoryTable);
    const before = await store.find();
    const begun = beginOffboarding(before, context.requestId, now);
    await store.change(before, begun, now, [closing]);
  };
}
