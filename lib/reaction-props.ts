import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { DataStack } from "./data-stack.ts";
import type { Foundation } from "./foundation.ts";

/** What a reaction to events is made of; `failures` takes what it could not do. */
export interface ReactionProps {
  readonly foundation: Foundation;
  readonly data: DataStack;
  readonly failures: IQueue;
}
