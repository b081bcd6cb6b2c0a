/**
 * The environment variables of the functions. `lib/` sets them, `functions/shared/environment.ts` reads them:
 * a name that only one side knows does not compile.
 */
export const ENVIRONMENT_VARIABLES = [
  "DIRECTORY_TABLE",
  "FLEET_TABLE",
  "CONNECTIONS_TABLE",
  "CHARGING_TABLE",
  "SECURITY_TABLE",
  "PEOPLE_TABLE",
  "VAULT_TABLE",
  "PAYMENTS_TABLE",
  "AUDIT_TABLE",
  /** URL of the SQS queue of changes that the audit journal could not tell. */
  "AUDIT_FAILURE_QUEUE_URL",
  /** Name of the S3 bucket that holds the sealed copy of the audit journal. */
  "AUDIT_BUCKET",
  /** ARN of the KMS key that signs what the audit journal claims. */
  "AUDIT_SIGNING_KEY_ARN",
  /** Name of the EventBridge bus of domain events. */
  "EVENT_BUS",
  /** https URL of the WebSocket stage, for the @connections API. */
  "OCPP_MANAGEMENT_URL",
  /** URL of the SQS queue whose delayed messages are the deadlines of commands. */
  "COMMAND_TIMER_QUEUE_URL",
  /** URL of the SQS queue whose delayed messages are the next parts of command jobs. */
  "COMMAND_JOB_QUEUE_URL",
  /** ARN of the secret that CloudFront adds to requests as the header `x-chargeward-origin`. */
  "ORIGIN_SECRET_ARN",
  /** Issuer of staff access tokens, and where its keys are. */
  "STAFF_ISSUER",
  "STAFF_CLIENT_ID",
  /** Issuer of drivers' access tokens; a token of staff is none of them. */
  "DRIVER_ISSUER",
  "DRIVER_CLIENT_ID",
  /** Issuer of the access tokens of API clients, and where its keys are. */
  "API_CLIENT_ISSUER",
  /** Id of the user pool in which API clients are made and deleted. */
  "API_CLIENT_POOL_ID",
  /** Id of the staff's user pool, for those who look after its accounts. */
  "STAFF_POOL_ID",
  /** ARN of the role that a REST function assumes for one operator at a time. */
  "TENANT_ROLE_ARN",
  /** ARN of the KMS key that seals what outside services know us by. */
  "CREDENTIAL_KEY_ARN",
  /** ARN of the KMS key from which the sealing of codes and handles for people's hands is derived. */
  "CODE_KEY_ARN",
  /** The address that mails come from, which SES knows as verified. */
  "MAIL_FROM",
  /** Google's reCAPTCHA Enterprise: where it is asked, where access tokens come from, and what pages load. */
  "RECAPTCHA_API_URL",
  "RECAPTCHA_TOKEN_URL",
  "RECAPTCHA_SCRIPT_URL",
  /** ARN of the KMS key that wraps the data keys of subjects and operators. */
  "VAULT_KEY_ARN",
  /** URL of the SQS queue of webhook deliveries that are due. */
  "WEBHOOK_QUEUE_URL",
  /** `allowed` where a webhook may be this very machine (never in production), else `refused`. */
  "WEBHOOKS_TO_LOOPBACK",
  /** URL of Stripe's API. */
  "STRIPE_URL",
  /** ARN of the KMS key by which the platform's CA signs certificates of chargers. */
  "CHARGER_CA_KEY_ARN",
  /** https URL of the people's door, behind which REST is. */
  "APP_URL",
  /** https URL where programs get their access tokens. */
  "API_TOKEN_URL",
] as const;

export type EnvironmentVariable = (typeof ENVIRONMENT_VARIABLES)[number];
