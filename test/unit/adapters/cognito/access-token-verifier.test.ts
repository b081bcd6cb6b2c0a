import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessTokenVerifier } from "#adapters/cognito/access-token-verifier.ts";
import { STAFF_CLIENT, type StaffSignIn, startStaffSignIn } from "#test/support/staff-sign-in.ts";

let signIn: StaffSignIn;
beforeAll(async () => {
  signIn = await startStaffSignIn();
});
afterAll(() => signIn.stop());

const verifier = (issuer = signIn.issuer) =>
  accessTokenVerifier({ issuer, clientId: STAFF_CLIENT });

describe("accessTokenVerifier", () => {
  it("gives the subject of a token that the local sign-in made", async () => {
    const identity = await verifier()(signIn.token("ann"));

    expect(identity).toEqual({ subject: "ann" });
  });

  it("tells which sign-in a token goes back to, and when that was", async () => {
    const token = signIn.token("ann", { origin_jti: "sign-in-1", auth_time: 1_795_000_000 });

    const identity = await verifier()(token);

    expect(identity).toEqual({
      subject: "ann",
      signInId: "sign-in-1",
      signedInAt: "2026-11-18T11:06:40.000Z",
    });
  });

  it("takes no id of a sign-in that could be another key", async () => {
    const identity = await verifier()(signIn.token("ann", { origin_jti: "a#b" }));

    expect(identity).toEqual({ subject: "ann" });
  });

  it.each(["", "a.b.c", "not a token", `${"a".repeat(10_000)}.b.c`])(
    "refuses %s without breaking",
    async (token) => {
      await expect(verifier()(token)).rejects.toMatchObject({ code: "access.unauthenticated" });
    },
  );

  it("refuses a token that names no algorithm", async () => {
    const [, payload] = signIn.token("ann").split(".");
    const head = Buffer.from('{"alg":"none","kid":"key-1"}').toString("base64url");

    const verified = verifier()(`${head}.${payload}.`);

    await expect(verified).rejects.toMatchObject({ code: "access.unauthenticated" });
  });

  it("does not blame the caller when the keys cannot be fetched", async () => {
    const gone = await startStaffSignIn();
    await gone.stop();

    const verified = verifier(gone.issuer)(gone.token("ann"));

    await expect(verified).rejects.not.toHaveProperty("code", "access.unauthenticated");
  });

  it("fetches keys in the clear from nowhere but this machine", async () => {
    const issuer = "http://keys.example.test/pool";

    const verified = verifier(issuer)(signIn.token("ann", { iss: issuer }));

    await expect(verified).rejects.toThrow();
  });
});
