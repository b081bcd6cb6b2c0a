import * as z from "zod";
import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { subject } from "#contracts/rest/access-fields.ts";
import { newMember, withRoles } from "#domain/access/change-member.ts";
import { PLATFORM_ROLE_ID } from "#domain/access/roles.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { DomainError } from "#domain/errors.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({ subject, version: z.int() });

/** Lets somebody administer the platform whom two SystemAdmins agreed on. */
export function carryOutPlatformMember(directoryTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    if (context.operatorId !== PLATFORM_SCOPE) throw new Error("an operator asked for it");
    const wanted = payloadOf.parse(payload);
    const members = memberStore(context, directoryTable);
    const before = await members.lookUp(wanted.subject);
    if ((before?.version ?? 0) !== wanted.version) {
      throw new DomainError("version.conflict", "The member was changed since this was asked for.");
    }
    const member = before ?? newMember(PLATFORM_SCOPE, wanted.subject, now);
    const after = withRoles(member, [{ roleId: PLATFORM_ROLE_ID }], [], now);
    await members.write({ before, after }, now, [closing]);
  };
}
