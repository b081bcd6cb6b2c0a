import { memberStore } from "#adapters/dynamodb/member-store.ts";
import { workingPlace } from "#adapters/dynamodb/working-place.ts";
import {
  addPlatformMember,
  disablePlatformMember,
  enablePlatformMember,
  listPlatformMembers,
  resetPlatformSecondFactor,
  signOutPlatformMember,
} from "#contracts/rest/platform-members.ts";
import { newMember, withRoles } from "#domain/access/change-member.ts";
import { PLATFORM_ROLE_ID } from "#domain/access/roles.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { DomainError } from "#domain/errors.ts";
import type { PlatformContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { inPlatform } from "#functions/shared/in-platform.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { type LifeRequest, life } from "./life.ts";
import { memberReply } from "./member-reply.ts";
import { notePlatformChange } from "./note-platform-change.ts";
import { refuseOneself } from "./refuse-oneself.ts";
import { reviveAccount } from "./revive-account.ts";
import { subjectOf } from "./subject-of.ts";

const { directoryTable } = accessTables;

/** Who administers the platform. Whatever is changed leaves a signal there. */
export const platformRoutes = [
  route(listPlatformMembers, async ({ context: above, query, receivedAt }) => {
    const context = inPlatform(above);
    const list = listOf(context, "members", query);
    const page = await memberStore(context, directoryTable).list(query.limit, placeIn(list, query));
    const items = page.items.map((member) => memberReply(member, receivedAt));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(addPlatformMember, async (request) => {
    const { body, receivedAt } = request;
    const context = inPlatform(request.context);
    const store = memberStore(context, directoryTable);
    const subject = await subjectOf(body);
    refuseOneself(context, subject);
    const before = await store.lookUp(subject);
    if (before && (before.assignments.length > 0 || before.disabledAt !== undefined)) {
      throw new DomainError("member.already-exists", "They administer the platform already.");
    }
    const member = before ?? newMember(PLATFORM_SCOPE, subject, receivedAt);
    const after = withRoles(member, [{ roleId: PLATFORM_ROLE_ID }], [], receivedAt);
    await reviveAccount(subject);
    // Places are never deleted, so whoever ended all the others is still not alone.
    const { items } = await store.list(2);
    if (items.length > 1) {
      const change = { action: "platform-members.add" } as const;
      const payload = { subject, version: before?.version ?? 0 };
      const asked = { ...request, context };
      const awaits = await askSecondPerson(asked, { change, payload }, accessTables);
      if (awaits) return awaits;
    }
    const stored = await store.write({ before, after }, receivedAt);
    await notePlatformChange({ ...request, context, params: { subject } }, "added alone");
    return { body: memberReply(stored, receivedAt), version: stored.version };
  }),

  route(disablePlatformMember, async (request) => {
    const asked = inOwnPartition(request);
    const { subject } = asked.context;
    const reply = await life.disable(asked, [
      workingPlace(directoryTable, { scope: PLATFORM_SCOPE, subject }),
    ]);
    await notePlatformChange(asked, "disabled");
    return reply;
  }),

  route(enablePlatformMember, async (request) => {
    const asked = inOwnPartition(request);
    const reply = await life.enable(asked);
    await notePlatformChange(asked, "enabled");
    return reply;
  }),

  route(signOutPlatformMember, async (request) => {
    const asked = inOwnPartition(request);
    const reply = await life.signOut(asked);
    await notePlatformChange(asked, "signed out");
    return reply;
  }),

  route(resetPlatformSecondFactor, async (request) => {
    const asked = inOwnPartition(request);
    const reply = await life.resetSecondFactor(asked, { fromAbove: true });
    await notePlatformChange(asked, "second factor reset");
    return reply;
  }),
];

function inOwnPartition({
  context,
  params,
  receivedAt,
}: Omit<LifeRequest, "context"> & { readonly context: PlatformContext }): LifeRequest {
  return { context: inPlatform(context), params, receivedAt };
}
