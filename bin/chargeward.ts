import { App } from "aws-cdk-lib";
import { builtOutput } from "#lib/build-output.ts";
import { FEATURE_FLAGS } from "#lib/feature-flags.ts";
import { addPlatform } from "#lib/platform.ts";
import { readSettings } from "#lib/settings.ts";

const app = new App({ context: FEATURE_FLAGS, analyticsReporting: false });
addPlatform(
  app,
  readSettings((name) => app.node.tryGetContext(name)),
  builtOutput,
);
app.synth();
