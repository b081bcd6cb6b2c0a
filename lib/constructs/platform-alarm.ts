import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

export interface PlatformAlarmProps {
  readonly topic: ITopic;
  /** What is wrong when it rings, in a sentence. */
  readonly says: string;
  readonly metric: IMetric;
  /** It rings at this value and above; with `silenceRings`, below it. */
  readonly threshold: number;
  /** How many periods in a row. */
  readonly periods?: number;
  /** For a metric whose absence is the trouble. */
  readonly silenceRings?: boolean;
}

/** An alarm; docs/runbook.md has a section with its id as the heading. */
export class PlatformAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: PlatformAlarmProps) {
    super(scope, id, {
      alarmDescription: `${props.says} See docs/runbook.md#${id.toLowerCase()}`,
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: props.silenceRings
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.silenceRings
        ? TreatMissingData.BREACHING
        : TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(props.topic));
    this.addOkAction(new SnsAction(props.topic));
  }
}

export const ALARM_PERIOD = Duration.minutes(5);
