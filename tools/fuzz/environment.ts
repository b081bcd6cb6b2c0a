import { ENVIRONMENT_VARIABLES } from "#contracts/environment.ts";

// Functions read their environment when they are loaded: import this file first, by itself.
for (const name of ENVIRONMENT_VARIABLES) process.env[name] ??= "https://fuzz.invalid/none";
Object.assign(process.env, {
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "none",
  AWS_SECRET_ACCESS_KEY: "none",
  POWERTOOLS_LOG_LEVEL: "SILENT",
});
