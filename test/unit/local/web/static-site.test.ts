import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createResolver } from "#local/assembly/resolver.ts";
import { siteContents } from "#local/web/site-definitions.ts";
import { createStaticSite } from "#local/web/static-site.ts";
import { aTemporaryFolder } from "#test/support/local/function-folder.ts";
import { anAssembly, aStack } from "#test/support/local/template-assembly.ts";

function aSite(keyPrefix = "") {
  const directory = join(aTemporaryFolder(), "site");
  mkdirSync(join(directory, "docs"), { recursive: true });
  writeFileSync(join(directory, "docs", "index.html"), "<h1>docs</h1>");
  writeFileSync(join(directory, "..", "outside.txt"), "outside");
  return createStaticSite([{ directory, keyPrefix, headers: { "cache-control": "no-cache" } }]);
}

describe("a bucket of pages", () => {
  it("serves an object with type, validator and its deployment's headers", async () => {
    const answer = await aSite().answer("GET", "/docs/index.html");

    expect(answer).toMatchObject({
      status: 200,
      headers: {
        "content-type": "text/html",
        "cache-control": "no-cache",
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      },
    });
    expect(String(answer.body)).toBe("<h1>docs</h1>");
  });

  it("answers 304 to who has it already", async () => {
    const site = aSite();
    const { headers } = await site.answer("GET", "/docs/index.html");

    const answer = await site.answer("GET", "/docs/index.html", String(headers["etag"]));

    expect(answer.status).toBe(304);
  });

  it("puts a deployment below its key prefix", async () => {
    const site = aSite("pages");

    expect((await site.answer("GET", "/pages/docs/index.html")).status).toBe(200);
    expect((await site.answer("GET", "/docs/index.html")).status).toBe(403);
  });

  it.each(["/gone", "/docs", "/docs/", "/../outside.txt", "/%2e%2e/outside.txt", "/%E0%A4"])(
    "denies %s",
    async (path) => {
      expect((await aSite().answer("GET", path)).status).toBe(403);
    },
  );

  it("denies writing", async () => {
    expect((await aSite().answer("PUT", "/docs/index.html")).status).toBe(403);
  });
});

describe("a bucket deployment of a template", () => {
  const deployed = (more: object) =>
    siteContents(
      createResolver(
        anAssembly(
          aStack(
            "Web",
            {
              Resources: {
                Upload: {
                  Type: "Custom::CDKBucketDeployment",
                  Properties: {
                    DestinationBucketName: "pages",
                    SourceObjectKeys: ["site.zip"],
                    ...more,
                  },
                },
              },
            },
            { "site.zip": "/assets/site", "packed.zip": "/assets/packed.zip" },
          ),
        ),
        String,
      ),
    );

  it("fills its bucket with the asset", () => {
    expect(deployed({ DestinationBucketKeyPrefix: "/a/" }).get("pages")).toEqual([
      { directory: "/assets/site", keyPrefix: "a", headers: {} },
    ]);
  });

  it.each([
    [{ SourceMarkers: [{}] }, /fills in markers/],
    [{ SourceObjectKeys: ["packed.zip"] }, /no directory/],
    [{ SourceObjectKeys: ["lost.zip"] }, /no directory/],
  ])("stops the start where it has what is not run here: %j", (more, message) => {
    expect(() => deployed(more)).toThrow(message);
  });
});
