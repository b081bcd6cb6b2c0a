import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readLocalFile, UsageError, withPort } from "./token/local-platform.ts";

const USAGE = `Usage: npm run -s tck -- --suite DIR [--simulator DIR] [--bun FILE] [--data-dir DIR] [--port N] [VERB …]
  --suite      a checkout of juherr/open-ocpp-tck with its packages installed
  --simulator  a checkout of shiv3/ocpp-cp-simulator with its packages installed, for a machine without docker
  --bun        the runtime that both want, where it is not on the PATH
  VERB …       what the suite is to do; "run-all --parallel" where nothing is said`;

const DRIVER = join(import.meta.dirname, "foreign", "open-ocpp-tck");
const PASSWORD_BYTES = 16;
const EVERYTHING = ["run-all", "--parallel"];

async function checkCheckout(dir: string, file: string, name: string): Promise<void> {
  await access(join(dir, file)).catch(() => {
    throw new UsageError(`There is no ${name} in ${dir}: clone it first.\n\n${USAGE}`);
  });
}

/** Runs a program to its end on this terminal and gives its exit code. */
function run(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  const ended = Promise.withResolvers<number>();
  const child = spawn(file, args, { ...options, stdio: "inherit" });
  child.once("error", ended.reject);
  child.once("exit", (code) => ended.resolve(code ?? 1));
  return ended.promise;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    strict: true,
    allowPositionals: true,
    options: {
      suite: { type: "string" },
      simulator: { type: "string" },
      bun: { type: "string", default: "bun" },
      "data-dir": { type: "string", default: ".chargeward" },
      port: { type: "string" },
    },
  });
  if (values.suite === undefined) throw new UsageError(USAGE);
  const suite = resolve(values.suite);
  await checkCheckout(suite, "bin/ocpp-tck.ts", "open-ocpp-tck");
  const local = await readLocalFile(values["data-dir"]);
  const bins = await mkdtemp(join(tmpdir(), "chargeward-tck-"));
  try {
    const env: NodeJS.ProcessEnv = {
      OCPP_CP_IDS: "CERTCP1,CERTCP2,CERTCP3",
      ...process.env,
      CSMS_DRIVER: join(DRIVER, "driver.ts"),
      CHARGEWARD_URL: withPort(local.appUrl, values.port),
      CHARGEWARD_DATA_DIR: resolve(values["data-dir"]),
      CHARGEWARD_CHARGER_PASSWORD: randomBytes(PASSWORD_BYTES).toString("hex"),
    };
    if (values.simulator !== undefined) {
      const simulator = resolve(values.simulator);
      await checkCheckout(simulator, "src/cli/main.ts", "ocpp-cp-simulator");
      await symlink(join(DRIVER, "docker-stand-in.ts"), join(bins, "docker"));
      env["PATH"] = `${bins}${delimiter}${process.env["PATH"] ?? ""}`;
      env["CHARGEWARD_TCK_SIMULATOR"] = simulator;
      env["CHARGEWARD_TCK_BUN"] = values.bun;
    }
    const verb = positionals.length === 0 ? EVERYTHING : positionals;
    const tck = (args: readonly string[]) =>
      run(values.bun, ["bin/ocpp-tck.ts", ...args], { cwd: suite, env });
    process.exitCode = (await tck(["driver", "provision"])) || (await tck(verb));
  } finally {
    await rm(bins, { recursive: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
