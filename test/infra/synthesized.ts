import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import type { BuildOutput } from "#lib/build-output.ts";
import { FEATURE_FLAGS } from "#lib/feature-flags.ts";
import { addPlatform, type Platform } from "#lib/platform.ts";
import { readSettings } from "#lib/settings.ts";

/** Stands in for the bundles and pages, so that the stacks synthesize before anything is built. */
const FIXTURE: BuildOutput = {
  functionFolder: () => join(import.meta.dirname, "fixture", "function"),
  webFolder: () => join(import.meta.dirname, "fixture", "web"),
};

export interface Unsynthesized {
  readonly app: App;
  readonly platform: Platform;
}

/** Builds the constructs of one stage, as `bin/chargeward.ts` does with this context. */
export function makePlatform(context: Readonly<Record<string, string>> = {}): Unsynthesized {
  const app = new App({ context: { ...FEATURE_FLAGS, ...context }, analyticsReporting: false });
  const settings = readSettings((name) => app.node.tryGetContext(name));
  return { app, platform: addPlatform(app, settings, FIXTURE) };
}

export type StackName = "Access" | "Data" | "Events" | "Monitoring" | "Ocpp" | "Rest" | "Web";

/** Synthesizes the stacks and returns each template. */
export function synthesize(
  context: Readonly<Record<string, string>> = {},
): Record<StackName, Template> {
  // CDK's own check of the templates takes four seconds; one test runs it, in acknowledgements.test.ts.
  process.env["CDK_VALIDATION"] = "false";
  const assembly = makePlatform(context).app.synth();
  const template = (name: StackName) =>
    Template.fromJSON(
      assembly.getStackByName(`Chargeward-${context["stage"] ?? "dev"}-${name}`).template,
    );
  return {
    Access: template("Access"),
    Data: template("Data"),
    Events: template("Events"),
    Monitoring: template("Monitoring"),
    Ocpp: template("Ocpp"),
    Rest: template("Rest"),
    Web: template("Web"),
  };
}
