import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anExport } from "./tampering/an-export.ts";

/** Shows somebody who never saw it how an altered entry is found: nothing runs but this and the verifier. */
const say = (text: string) => process.stdout.write(`${text}\n`);
const verifier = join(import.meta.dirname, "..", "chargeward-verify.ts");
const folder = mkdtempSync(join(tmpdir(), "chargeward-drill-"));
const file = join(folder, "export.ndjson");

function verify(fingerprint: string): number {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [verifier, file, "--key", fingerprint],
    { encoding: "utf8" },
  );
  say(`${stdout}${stderr}`.trimEnd());
  return status ?? 2;
}

try {
  const { text, fingerprint } = anExport(1_000);
  writeFileSync(file, text);
  say("1. An export of 1,000 entries, as an auditor gets it:");
  const whole = verify(fingerprint);

  say("\n2. Somebody makes entry 617 say that another person did it:");
  const honest = '"actor":"anna","actorType":"person"';
  const lines = readFileSync(file, "utf8").split("\n");
  const place = lines.findIndex((line) => line.includes('"sequence":617}'));
  writeFileSync(
    file,
    lines
      .with(place, (lines[place] ?? "").replace(honest, honest.replace("anna", "ben")))
      .join("\n"),
  );
  const altered = verify(fingerprint);

  const isCaught = whole === 0 && altered === 1;
  say(isCaught ? "\nCaught." : "\nThe drill failed: the verifier did not say what it should.");
  process.exitCode = isCaught ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
