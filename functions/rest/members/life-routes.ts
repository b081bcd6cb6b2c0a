import {
  completeHandOver,
  disableMember,
  enableMember,
  resetSecondFactor,
  signOutMember,
} from "#contracts/rest/members.ts";
import { route } from "#functions/shared/rest-route.ts";
import { isFromAbove } from "./is-from-above.ts";
import { life } from "./life.ts";

/** How a member's access to their operator ends, and begins again. */
export const lifeRoutes = [
  route(disableMember, (request) => life.disable(request)),
  route(enableMember, (request) => life.enable(request)),
  route(completeHandOver, (request) => life.handOver(request)),
  route(signOutMember, (request) => life.signOut(request)),
  route(resetSecondFactor, (request) => {
    const fromAbove = isFromAbove(request.context, "members:disable", request.receivedAt);
    return life.resetSecondFactor(request, { fromAbove });
  }),
];
