import type { EnvironmentVariable } from "#contracts/environment.ts";

/** What the stack would set. Import this file first, by itself: functions read their environment when they are loaded. */
const ENVIRONMENT: Readonly<Record<EnvironmentVariable, string>> = {
  DIRECTORY_TABLE: "Directory",
  FLEET_TABLE: "Fleet",
  CONNECTIONS_TABLE: "Connections",
  CHARGING_TABLE: "Charging",
  SECURITY_TABLE: "Security",
  PEOPLE_TABLE: "People",
  VAULT_TABLE: "Vault",
  PAYMENTS_TABLE: "Payments",
  AUDIT_TABLE: "Audit",
  AUDIT_FAILURE_QUEUE_URL: "https://sqs.example.test/audit-failures",
  AUDIT_BUCKET: "audit-journal",
  AUDIT_SIGNING_KEY_ARN: "arn:aws:kms:eu-central-1:111111111111:key/audit",
  EVENT_BUS: "Events",
  OCPP_MANAGEMENT_URL: "https://ocpp.example.test/live",
  COMMAND_TIMER_QUEUE_URL: "https://sqs.example.test/command-timers",
  ORIGIN_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:origin",
  STAFF_ISSUER: "https://staff.example.test",
  STAFF_CLIENT_ID: "console",
  DRIVER_ISSUER: "https://drivers.example.test",
  DRIVER_CLIENT_ID: "portal",
  API_CLIENT_ISSUER: "https://programs.example.test",
  APP_URL: "https://app.example.test",
  API_TOKEN_URL: "https://programs.example.test/oauth2/token",
  API_CLIENT_POOL_ID: "eu-central-1_programs",
  STAFF_POOL_ID: "eu-central-1_staff",
  TENANT_ROLE_ARN: "arn:aws:iam::111111111111:role/tenant",
  CHARGER_CA_KEY_ARN: "arn:aws:kms:eu-central-1:111111111111:key/charger-ca",
  CREDENTIAL_KEY_ARN: "arn:aws:kms:eu-central-1:111111111111:key/credentials",
  VAULT_KEY_ARN: "arn:aws:kms:eu-central-1:111111111111:key/vault",
  WEBHOOK_QUEUE_URL: "https://sqs.example.test/webhook-deliveries",
  WEBHOOKS_TO_LOOPBACK: "allowed",
};

Object.assign(process.env, ENVIRONMENT, {
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  POWERTOOLS_LOG_LEVEL: "SILENT",
});
