import { describe, expect, it } from "vitest";
import { assertKnownResources } from "#local/assembly/known-resources.ts";
import { anAssembly, aStack } from "#test/support/local/template-assembly.ts";

describe("the table of known resources", () => {
  it("stops a type that it does not have, with type, id and stack", () => {
    const assembly = anAssembly(
      aStack("Data", { Resources: { Cache: { Type: "AWS::ElastiCache::CacheCluster" } } }),
    );

    expect(() => assertKnownResources(assembly)).toThrow(
      /Cache of the type AWS::ElastiCache::CacheCluster in the stack Data/,
    );
  });

  it("lets pass what is run and what is left out for a reason", () => {
    const assembly = anAssembly(
      aStack("Data", {
        Resources: {
          Table: { Type: "AWS::DynamoDB::Table" },
          Role: { Type: "AWS::IAM::Role" },
        },
      }),
    );

    expect(() => assertKnownResources(assembly)).not.toThrow();
  });
});
