import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const files = globSync("{adapters,contracts,domain,functions,lib,local,ocpp}/**/*.ts", {
  cwd: ROOT,
});

describe("a TenantContext", () => {
  it("is made where somebody is let in, on duty or two people agreed, and by nothing else", () => {
    const makers = files.filter((file) =>
      /\benter(Operator|Platform|OnDuty|ByApproval|FromAbove|AsDriver|AsGuest)\b/.test(
        readFileSync(join(ROOT, file), "utf8"),
      ),
    );

    expect(makers.sort()).toEqual([
      "domain/tenancy/tenant-context.ts",
      "functions/events/advance-payments/advance.ts",
      "functions/events/erase-driver/handler.ts",
      "functions/events/execute-approved-action/handler.ts",
      "functions/events/probe-isolation/handler.ts",
      "functions/events/rotate-keys/handler.ts",
      "functions/events/run-access-duties/handler.ts",
      "functions/events/run-command-jobs/command-of-job.ts",
      "functions/events/run-privacy-duties/handler.ts",
      "functions/events/send-receipt/handler.ts",
      "functions/rest/operators/life-routes.ts",
      "functions/shared/guest-gate.ts",
      "functions/shared/in-platform.ts",
      "functions/shared/rest-gate.ts",
    ]);
  });

  it("is never claimed by a cast", () => {
    const casts = files.filter((file) =>
      /\bas (unknown as )?(Tenant|Platform)Context\b/.test(readFileSync(join(ROOT, file), "utf8")),
    );

    expect(files.length).toBeGreaterThan(50);
    expect(casts).toEqual([]);
  });
});
