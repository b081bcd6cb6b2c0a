import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessTokenVerifier } from "#adapters/cognito/access-token-verifier.ts";
import { STAFF_CLIENT, type StaffSignIn, startStaffSignIn } from "#test/support/staff-sign-in.ts";

let signIn: StaffSignIn;
let programs: StaffSignIn;
beforeAll(async () => {
  signIn = await startStaffSignIn();
  programs = await startStaffSignIn();
});
afterAll(async () => {
  await signIn.stop();
  await programs.stop();
});

const verifier = (issuer = signIn.issuer) =>
  accessTokenVerifier({
    people: { issuer, clientId: STAFF_CLIENT },
    programs: { issuer: programs.issuer },
  });

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

describe("a program's token", () => {
  const claims = { client_id: "robot", scope: "openid chargeward/api" };

  it("names the program, and nobody that a person's token could name", async () => {
    const identity = await verifier()(programs.token("robot", claims));

    expect(identity).toEqual({ subject: "client:robot", clientId: "robot" });
  });

  it("goes back to no sign-in, whatever it claims", async () => {
    const token = programs.token("robot", { ...claims, origin_jti: "sign-in-1", auth_time: 1 });

    expect(await verifier()(token)).toEqual({ subject: "client:robot", clientId: "robot" });
  });

  it.each([
    ["without the scope", { client_id: "robot", scope: "openid" }],
    ["without any scope", { client_id: "robot" }],
    ["with the scope as a part of another", { client_id: "robot", scope: "chargeward/api-x" }],
    ["with scopes that are no text", { client_id: "robot", scope: ["chargeward/api"] }],
    ["of another client than its subject", { ...claims, client_id: "other" }],
    ["of the console", { ...claims, client_id: STAFF_CLIENT }],
    ["that is an id token", { ...claims, token_use: "id" }],
    ["that is over", { ...claims, exp: 1 }],
  ])("is refused %s", async (_, given) => {
    const verified = verifier()(programs.token("robot", given));

    await expect(verified).rejects.toMatchObject({ code: "access.unauthenticated" });
  });

  it("is refused where the staff's issuer is claimed but its own key signed it, and the other way round", async () => {
    const asPerson = programs.token("ann", { iss: signIn.issuer });
    const asProgram = signIn.token("robot", { ...claims, iss: programs.issuer });

    for (const token of [asPerson, asProgram]) {
      await expect(verifier()(token)).rejects.toMatchObject({ code: "access.unauthenticated" });
    }
  });

  it("is none where the staff's pool gave it, whatever it claims", async () => {
    const withScope = signIn.token("robot", { scope: claims.scope });
    const withClient = signIn.token("robot", claims);
    const withName = signIn.token("client:robot");

    expect(await verifier()(withScope)).toEqual({ subject: "robot" });
    for (const token of [withClient, withName]) {
      await expect(verifier()(token)).rejects.toMatchObject({ code: "access.unauthenticated" });
    }
  });

  it("cannot be told apart where both pools are one, so nothing starts", () => {
    const { issuer } = signIn;

    const start = () =>
      accessTokenVerifier({ people: { issuer, clientId: STAFF_CLIENT }, programs: { issuer } });

    expect(start).toThrow("multiple times");
  });
});
