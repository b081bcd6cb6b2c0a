import { CURRENTLY_RECOMMENDED_FLAGS } from "aws-cdk-lib/cx-api";

/**
 * The behaviours that CDK gives to new apps. They are set in code, not in cdk.json, so that an app synthesized without
 * the CLI (the local platform, tests) gives the same templates.
 */
export const FEATURE_FLAGS: Readonly<Record<string, unknown>> = {
  ...CURRENTLY_RECOMMENDED_FLAGS,
  "@aws-cdk/core:target-partitions": ["aws"],
  // A value that another stack uses can be neither removed nor replaced by mistake.
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
};
