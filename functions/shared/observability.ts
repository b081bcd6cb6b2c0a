import { Logger } from "@aws-lambda-powertools/logger";

/** One logger per execution environment. Messages never carry payloads, passwords or token ids. */
export const logger = new Logger({
  serviceName: process.env["AWS_LAMBDA_FUNCTION_NAME"] ?? "chargeward",
});
