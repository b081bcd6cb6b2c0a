import type { EnvironmentVariable } from "#contracts/environment.ts";

/** Reads a variable that the stack must have set; a function without it fails at its cold start, not at its first message. */
export function environment(name: EnvironmentVariable): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new Error(`environment variable ${name} is not set`);
  return value;
}
