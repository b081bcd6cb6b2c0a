import { describe, expect, it } from "vitest";
import { VAULT_USES } from "#lib/vault-uses.ts";
import { functionsOf, type Statement, tenantStatementsOf } from "./functions.ts";
import { synthesize } from "./synthesized.ts";

const KEY = "arn:aws:kms:eu-central-1:222222222222:key/customer";

/** What uses keys of other accounts, by function: actions and conditions. */
function foreignUses(context: Readonly<Record<string, string>>) {
  const templates = synthesize(context);
  const functions = (["Ocpp", "Rest", "Access", "Events"] as const).flatMap((stack) =>
    functionsOf(templates[stack]),
  );
  const uses = functions.flatMap(({ name, statements }) =>
    [...statements, ...tenantStatementsOf(templates, name)].map((statement: Statement) => ({
      name,
      ...statement,
    })),
  );
  return uses.filter(({ resources }) => JSON.stringify(resources).includes(":222222222222:"));
}

describe("a KMS key that an operator brings", () => {
  it("is used by the functions that use data keys, for the same purposes, and by the one that tries it", () => {
    const uses = foreignUses({ customerKeyArns: KEY });

    const names = new Set(uses.map(({ name }) => name));
    expect([...names].sort()).toEqual([...Object.keys(VAULT_USES), "rest-keys"].sort());
    for (const { conditions, resources } of uses) {
      expect(resources).toContain(KEY);
      expect(JSON.stringify(conditions)).toContain("kms:EncryptionContext:purpose");
    }
  });

  it("is used over REST for the operator of the session alone", () => {
    const uses = foreignUses({ customerKeyArns: KEY }).filter(({ name }) =>
      name.startsWith("rest-"),
    );

    expect(uses.length).toBeGreaterThan(3);
    for (const { conditions } of uses) {
      expect(JSON.stringify(conditions)).toContain(
        // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own variable
        '"kms:EncryptionContext:operatorId":"${aws:PrincipalTag/operatorId}"',
      );
    }
  });

  it("is used by nobody where the deployment does not name it", () => {
    expect(foreignUses({})).toEqual([]);
  });
});
