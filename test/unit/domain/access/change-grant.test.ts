import { describe, expect, it } from "vitest";
import {
  approveGrant,
  isReviewOverdue,
  reviewBreakGlass,
  revokeGrant,
} from "#domain/access/change-grant.ts";
import { isInForce } from "#domain/access/grants.ts";
import { at, grantOf, NOW, refusedAs } from "./builders.ts";

const { approvedBy: _by, approvedAt: _at, ...asked } = grantOf({ requestedBy: "bob" });
const glass = grantOf({ kind: "break-glass" });

describe("approving a grant", () => {
  it("puts it in force", () => {
    const grant = approveGrant(asked, "zoe", at(60));

    expect(grant).toMatchObject({ approvedBy: "zoe", approvedAt: at(60) });
    expect(isInForce(grant, at(60))).toBe(true);
  });

  it.each(["ann", "bob"])("is not for %s, who gets it or asked for it", (approver) => {
    expect(() => approveGrant(asked, approver, NOW)).toThrow(
      refusedAs("access.grant-self-approved"),
    );
  });

  it("happens once", () => {
    const grant = approveGrant(asked, "zoe", NOW);

    expect(() => approveGrant(grant, "yan", NOW)).toThrow(
      refusedAs("access.approval-already-decided"),
    );
  });

  it("comes too late after its end, or after somebody revoked it", () => {
    const revoked = revokeGrant(asked, "yan", at(1));

    expect(() => approveGrant(asked, "zoe", at(3600))).toThrow(refusedAs("access.grant-ended"));
    expect(() => approveGrant(revoked, "zoe", at(2))).toThrow(refusedAs("access.grant-ended"));
  });
});

describe("revoking a grant", () => {
  it("ends it now", () => {
    const grant = revokeGrant(grantOf(), "zoe", at(60));

    expect(grant).toMatchObject({ revokedBy: "zoe", revokedAt: at(60) });
    expect(isInForce(grant, at(60))).toBe(false);
  });

  it("is refused where it is over", () => {
    expect(() => revokeGrant(grantOf(), "zoe", at(3600))).toThrow(refusedAs("access.grant-ended"));
  });
});

describe("reviewing a break-glass", () => {
  it("is somebody else's work, done once", () => {
    const reviewed = reviewBreakGlass(glass, "zoe", at(7200));

    expect(reviewed).toMatchObject({ reviewedBy: "zoe", reviewedAt: at(7200) });
    expect(() => reviewBreakGlass(reviewed, "yan", at(7201))).toThrow(
      refusedAs("access.review-answered"),
    );
    expect(() => reviewBreakGlass(glass, "ann", at(7200))).toThrow(refusedAs("access.review-self"));
  });

  it("is not for other grants", () => {
    expect(() => reviewBreakGlass(grantOf(), "zoe", NOW)).toThrow(
      refusedAs("access.review-invalid"),
    );
  });

  it("is overdue a day after the glass broke", () => {
    const reviewed = reviewBreakGlass(glass, "zoe", at(7200));

    expect(isReviewOverdue(glass, at(86_399))).toBe(false);
    expect(isReviewOverdue(glass, at(86_400))).toBe(true);
    expect(isReviewOverdue(reviewed, at(86_400))).toBe(false);
    expect(isReviewOverdue(grantOf(), at(86_400))).toBe(false);
  });
});
