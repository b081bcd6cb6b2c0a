import { beforeAll, describe, expect, inject, it } from "vitest";
import type { SignIn } from "#domain/access/sign-in.ts";
import { unique } from "#test/support/demo-fleet.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";

const { local } = inject("platform");

let admin: RestClient;
let systemAdmin: RestClient;
beforeAll(async () => {
  admin = await signIn(local, "admin@demo-a.example");
  systemAdmin = await signIn(local, "admin@platform.example", "demo-a");
});

const post = (client: RestClient, path: string, body?: object) =>
  client(path, { method: "POST", ...(body && { body }) });

describe("a member", () => {
  it("is invited by e-mail, signed out, disabled and enabled with the rights of the functions", async () => {
    const email = `${unique("new").toLowerCase()}@demo-a.example`;
    const invited = await post(admin, "members", { email, roleId: "operator-viewer" });
    const { subject } = invited.body;

    const steps = [
      await post(admin, `members/${subject}/sign-out`),
      await post(admin, `members/${subject}/reset-second-factor`),
      await post(admin, `members/${subject}/disable`),
      await post(admin, `members/${subject}/enable`),
      await post(admin, "members", { email, roleId: "operator-viewer" }),
    ];

    expect(invited.status).toBe(201);
    expect(steps.map(({ status }) => status)).toEqual([200, 200, 200, 200, 201]);
    expect(steps.at(-1)?.body.subject).toBe(subject);
  });

  it("is given a role on a site that there is", async () => {
    const body = { subject: unique("fitter"), roleId: "technician", siteIds: ["kadikoy", "moon"] };

    const refused = await post(admin, "members", body);
    const added = await post(admin, "members", { ...body, siteIds: ["kadikoy"] });

    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ in: "body", pointer: "/siteIds/1", detail: "There is no such site" }],
    ]);
    expect(added.status).toBe(201);
  });
});

describe("everybody", () => {
  it("sees their own sign-ins, and ends one whose token still lives", async () => {
    // Nobody else here is them: who signs in as the same person goes on with the same sign-in.
    const partner = await signIn(local, "partner@demo-b.example");
    await partner("sites");
    const before = await partner("access/me/sign-ins");
    const newest = before.body.items.toSorted((a: SignIn, b: SignIn) =>
      b.firstSeenAt.localeCompare(a.firstSeenAt),
    )[0];

    const revoked = await post(partner, `access/me/sign-ins/${newest.signInId}/revoke`);

    expect([before.status, revoked.status]).toEqual([200, 204]);
    expect((await partner("sites")).status).toBe(401);
  });
});

describe("SystemAdmins", () => {
  it("are listed for themselves only", async () => {
    const listed = await systemAdmin("/v1/platform/members");
    const hidden = await admin("/v1/platform/members");

    expect(listed.body.items).toMatchObject([{ roles: [{ roleId: "system-admin" }] }]);
    expect([listed.status, hidden.status]).toEqual([200, 403]);
  });
});
