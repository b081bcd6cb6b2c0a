import { join } from "node:path";
import {
  Function as CloudFrontFunction,
  FunctionCode,
  FunctionRuntime,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";

/** A function of CloudFront; its source is `lib/edge/<file>.js`. */
export class EdgeFunction extends CloudFrontFunction {
  constructor(scope: Construct, id: string, file: string) {
    super(scope, id, {
      code: FunctionCode.fromFile({
        filePath: join(import.meta.dirname, "..", "edge", `${file}.js`),
      }),
      runtime: FunctionRuntime.JS_2_0,
      comment: file,
    });
  }
}
