/** The account and Region that the local platform pretends to be. */
export const PLACE = {
  accountId: "000000000000",
  region: "eu-west-1",
  partition: "aws",
  urlSuffix: "amazonaws.com",
} as const;

/** An ARN of the local account and Region. */
export function arnOf(service: string, resource: string): string {
  return `arn:${PLACE.partition}:${service}:${PLACE.region}:${PLACE.accountId}:${resource}`;
}

/** An ARN of a service without Regions (IAM, CloudFront). */
export function globalArnOf(service: string, resource: string): string {
  return `arn:${PLACE.partition}:${service}::${PLACE.accountId}:${resource}`;
}
