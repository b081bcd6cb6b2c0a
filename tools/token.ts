import { parseArgs } from "node:util";
import { codeAt } from "#local/cognito/totp.ts";
import { fetchAccessToken, userOf } from "./token/access-token.ts";
import { keptSignIns, NO_KEPT_SIGN_INS } from "./token/kept-sign-ins.ts";
import { readLocalFile, UsageError, withPort } from "./token/local-platform.ts";

const USAGE = `Usage: npm run -s token -- <email> [--data-dir DIR] [--port N] [--fresh | --code]
  --fresh  signs in anew instead of going on with the sign-in before
  --code   prints the code of the second factor, for a sign-in in the browser`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      "data-dir": { type: "string", default: ".chargeward" },
      port: { type: "string" },
      fresh: { type: "boolean", default: false },
      code: { type: "boolean", default: false },
    },
  });
  const [email, ...others] = positionals;
  if (email === undefined || others.length > 0) throw new UsageError(USAGE);
  const local = await readLocalFile(values["data-dir"]);
  if (values.code) {
    process.stdout.write(`${codeAt(userOf(local, email).totpSecret, Date.now())}\n`);
    return;
  }
  const kept = values.fresh ? NO_KEPT_SIGN_INS : keptSignIns(values["data-dir"]);
  const appUrl = withPort(local.appUrl, values.port);
  process.stdout.write(`${await fetchAccessToken(local, appUrl, email, kept)}\n`);
}

main().catch((error: unknown) => {
  const isUsage = error instanceof UsageError || error instanceof TypeError;
  process.stderr.write(`${isUsage ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
