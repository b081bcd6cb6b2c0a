import { parseArgs } from "node:util";
import { fetchAccessToken } from "./token/access-token.ts";
import { readLocalFile, UsageError, withPort } from "./token/local-platform.ts";

const USAGE = "Usage: npm run -s token -- <email> [--data-dir DIR] [--port N]";

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      "data-dir": { type: "string", default: ".chargeward" },
      port: { type: "string" },
    },
  });
  const [email, ...others] = positionals;
  if (email === undefined || others.length > 0) throw new UsageError(USAGE);
  const local = await readLocalFile(values["data-dir"]);
  const token = await fetchAccessToken(local, withPort(local.appUrl, values.port), email);
  process.stdout.write(`${token}\n`);
}

main().catch((error: unknown) => {
  const isUsage = error instanceof UsageError || error instanceof TypeError;
  process.stderr.write(`${isUsage ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
