import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** The arrows of docs/architecture.md: a folder may import itself, the folders named here, and these packages. */
const allowed: Record<string, { readonly folders: readonly string[]; readonly packages: RegExp }> =
  {
    domain: { folders: [], packages: /^$/ },
    ocpp: { folders: [], packages: /^$/ },
    contracts: { folders: ["domain", "ocpp"], packages: /^(zod|zod-openapi)$/ },
    adapters: {
      folders: ["domain", "contracts"],
      packages: /^(@aws-sdk\/|asn1js$|aws-jwt-verify|stripe$|pdfkit$|uqr$|node:)/,
    },
    functions: {
      folders: ["domain", "ocpp", "contracts", "adapters"],
      packages: /^(@aws-lambda-powertools\/|@middy\/|aws-lambda$|zod$|node:)/,
    },
    lib: {
      folders: ["ocpp", "contracts"],
      packages: /^(aws-cdk-lib|constructs|cdk-nag|node:)/,
    },
    bin: { folders: ["lib"], packages: /^(aws-cdk-lib|node:)/ },
    local: {
      folders: ["functions", "adapters", "domain", "ocpp", "contracts", "lib", "tools"],
      packages:
        /^(ws|fauxqs|oidc-provider|otpauth|uqr|@zxcvbn-ts\/language-common|aws-cron-parser|pkijs|asn1js|@cloud-copilot\/iam-simulate|@aws-sdk\/|node:)/,
    },
  };

const IMPORT =
  /^(?:import|export)[^"';]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gms;

function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(
    ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "",
  );
}

describe.each(Object.entries(allowed))("%s/", (folder, { folders, packages }) => {
  const files = globSync(`${folder}/**/*.ts`, { exclude: ["ocpp/generated/**"] });

  it("has source to check", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)("%s imports only what its folder may", (file) => {
    const forbidden = importsOf(file).filter((specifier) => {
      if (specifier.startsWith(".")) {
        return specifier.startsWith("../".repeat(file.split("/").length - 1));
      }
      if (specifier.startsWith("#")) {
        return ![folder, ...folders].includes(specifier.slice(1).split("/")[0] ?? "");
      }
      return !packages.test(specifier);
    });

    expect(forbidden).toEqual([]);
  });
});

describe("every source file", () => {
  const files = globSync(
    "{bin,lib,functions,domain,ocpp,contracts,adapters,local,tools,bench,web}/**/*.{ts,tsx}",
    { exclude: ["ocpp/generated/**", "adapters/pdf/generated/**", "web/**/node_modules/**"] },
  );

  it.each(files)("%s fits one reading: at most 300 lines", (file) => {
    expect(readFileSync(file, "utf8").split("\n").length).toBeLessThanOrEqual(301);
  });

  it.each(files)("%s has no vague name", (file) => {
    expect(file).not.toMatch(/(^|\/)(utils?|helpers?|common|managers?|data|info)(\/|\.ts$)/);
  });
});
