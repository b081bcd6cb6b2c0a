import { describe, expect, it } from "vitest";
import { banner } from "#local/startup/banner.ts";

const access = {
  appUrl: "http://localhost:8080",
  ocppUrl: "ws://localhost:8080/ocpp",
  ocppTlsUrl: "wss://localhost:8443/ocpp",
  caFile: "/data/tls/ca.pem",
  users: [
    {
      email: "a@b.example",
      password: "pw",
      totpSecret: "GEZDGNBVGY3TQOJQ",
      role: "operator-admin",
      operatorId: "demo-a",
    },
  ],
  operators: [
    {
      operatorId: "demo-a",
      chargers: [{ chargerId: "CP-1", password: "cp", ocppVersion: "ocpp1.6" }],
    },
  ],
};

describe("what the start prints", () => {
  it("is where everything is and who may come in, in columns", () => {
    const lines = banner(access, "/data").split("\n");

    expect(lines[0]).toBe("  REST                             http://localhost:8080/v1");
    expect(lines).toContain("  user          password   role             operator");
    expect(lines).toContain("  a@b.example   pw         operator-admin   demo-a");
    expect(lines).toContain("  demo-a/CP-1   cp         ocpp1.6");
  });

  it("has no table of nobody", () => {
    expect(banner({ ...access, users: [], operators: [] }, "/data")).not.toContain("password");
  });
});
