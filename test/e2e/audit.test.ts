import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { unique } from "#test/support/demo-fleet.ts";
import { eventually } from "#test/support/eventually.ts";
import { type RestClient, restClient, signIn } from "#test/support/rest-client.ts";
import { runTool } from "#test/support/run-tool.ts";

const { local } = inject("platform");

let admin: RestClient;
let auditor: RestClient;
beforeAll(async () => {
  admin = await signIn(local, "admin@demo-a.example");
  auditor = await signIn(local, "auditor@demo-a.example");
});

describe("the audit journal of a running platform", () => {
  it("has a change that somebody made, once, and proves it to whoever takes an export", async () => {
    const siteId = unique("S").toLowerCase();
    await admin("sites", { method: "POST", body: { siteId, name: "Before" } });
    await admin(`sites/${siteId}`, { method: "PATCH", body: { name: "After" } });

    const found = await eventually("the entries of the site", async () => {
      const { body } = await auditor(`audit?object=site:${siteId}`);
      return body.items?.length >= 2 ? body.items : undefined;
    });
    const made = await auditor("audit/exports", { method: "POST", body: {} });
    const lines: string[] = [...made.body.lines];
    for (const { table, lastPage } of made.body.chains) {
      for (let after: number | undefined = 0; after !== undefined; ) {
        const query = `table=${table}&afterPage=${after}&lastPage=${lastPage}`;
        const { body } = await auditor(`audit/journal?${query}`);
        lines.push(...body.lines);
        after = body.nextAfterPage;
      }
    }
    const folder = await mkdtemp(join(tmpdir(), "chargeward-export-"));
    const file = join(folder, "export.ndjson");
    await writeFile(file, lines.join("\n"));
    const verdict = await runTool("chargeward-verify.ts", [file]);
    await writeFile(file, lines.join("\n").replace(`"${siteId}"`, `"${siteId}-x"`));
    const altered = await runTool("chargeward-verify.ts", [file]);
    await rm(folder, { recursive: true });

    expect(found).toMatchObject([
      { action: "changed", changes: { name: { after: { value: "After" } } }, actorType: "person" },
      { action: "created", changes: { name: { after: { value: "Before" } } } },
    ]);
    expect(made.status).toBe(201);
    expect(verdict).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Everything holds"),
    });
    expect(altered).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/changed: entry \d+ of demo-a\/Fleet/),
    });
  });

  it("is closed to who may not read it", async () => {
    const neighbour = await signIn(local, "admin@demo-b.example", "demo-a");

    expect((await neighbour("audit?table=Fleet")).status).toBe(404);
    expect((await restClient(local.appUrl, "demo-a", undefined)("audit?table=Fleet")).status).toBe(
      401,
    );
  });
});
