/** Why grants stay although no test uses them. */
export interface Explanation {
  /** Bundles, perhaps with wildcards; the tenant role of a function is `<bundle> in one operator`. */
  readonly holders: readonly string[];
  readonly actions: readonly string[];
  /** ARN with wildcards; every one unless given. */
  readonly resource?: string;
  readonly reason: string;
}

/** A denial that a test, or a function itself, is after. */
export interface Denial {
  readonly holder: string;
  readonly action: string;
  readonly reason: string;
}

const KEY_ACTIONS = ["Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo", "DescribeKey"];

export const EXPLANATIONS: readonly Explanation[] = [
  {
    holders: ["*"],
    actions: KEY_ACTIONS.map((action) => `kms:${action}`),
    reason:
      "DynamoDB's documentation asks it of who uses a table under a customer's key; it counts only by way of DynamoDB, and the local one asks for Decrypt alone",
  },
  {
    holders: ["events-*"],
    actions: ["dynamodb:ListStreams"],
    reason:
      "Lambda's documentation asks it of the role of an event source; Lambda calls it, not the function",
  },
  {
    holders: ["events-*"],
    actions: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ChangeMessageVisibility"],
    reason: "Lambda uses it in the function's name for queues that wake it or take its failures",
  },
  {
    holders: ["rest-sites in one operator"],
    actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
    resource: "*:table/*DirectoryTable*",
    reason: "reads the operator's tariff when a site's changes (test/integration/rest)",
  },
  {
    holders: ["rest-api-clients", "events-run-access-duties", "events-follow-operator-life"],
    actions: ["cognito-idp:DeleteUserPoolClient"],
    reason:
      "ends programs: revoked ones, those of leavers and those of an operator that ends (test/integration)",
  },
  {
    holders: ["events-follow-operator-life"],
    actions: ["cognito-idp:AdminDeleteUser"],
    reason:
      "deletes the accounts of those who worked for an operator that ends and for nobody else (test/integration/rest/operator-life.test.ts)",
  },
  {
    holders: ["events-watch-certificates"],
    actions: [
      ...["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"].map(
        (action) => `dynamodb:${action}`,
      ),
      ...["kms:Decrypt", "kms:GenerateDataKey"],
    ],
    reason:
      "works when a certificate is over in 30 days, and none is that old here (test/integration/events/watch-certificates.test.ts)",
  },
  {
    holders: ["ocpp-*"],
    actions: ["dynamodb:UpdateItem"],
    reason:
      "takes down what is wrong with a charger's message, and what may be an attack (test/integration/rest/charger-tolerance)",
  },
  {
    holders: ["events-execute-approved-action"],
    actions: ["dynamodb:PutItem"],
    resource: "*:table/*VaultTable*",
    reason:
      "names the customer's key that wraps data keys, which takes a key of another account (test/integration/rest/customer-key.test.ts)",
  },
  {
    // Who is the first differs from run to run.
    holders: ["events-*", "ocpp-*", "rest-* in one operator"],
    actions: ["dynamodb:ConditionCheckItem", "dynamodb:PutItem"],
    resource: "*:table/*VaultTable*",
    reason: "makes an operator's data key where it is the first to need it",
  },
  {
    holders: ["events-deliver-webhooks"],
    actions: ["dynamodb:UpdateItem"],
    resource: "*:table/*SecurityTable*",
    reason:
      "takes down that a webhook was switched off, which takes it five failed deliveries (test/integration/rest)",
  },
  {
    holders: ["events-rotate-keys"],
    actions: [
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
      "kms:Decrypt",
      "kms:GenerateDataKey",
    ],
    reason:
      "replaces keys and seals anew what they sealed, which rests twice for ten minutes (test/integration/events/rotate-keys.test.ts)",
  },
  {
    holders: ["rest-* in one operator"],
    actions: ["dynamodb:UpdateItem"],
    resource: "*:table/*DirectoryTable*",
    reason:
      "notes when somebody last used their place, once in a while and in whichever function they used then (test/integration/rest)",
  },
  {
    holders: ["rest-* in one operator", "events-assess-adhoc-session"],
    actions: ["dynamodb:UpdateItem"],
    resource: "*:table/*SecurityTable*",
    reason:
      "takes down whom it refused, and a reCAPTCHA credential that Google refused (test/integration/rest)",
  },
  {
    holders: ["rest-adhoc in one operator"],
    actions: ["kms:Decrypt"],
    reason: "opens the data key of an attempt that another run of the same request made",
  },
  {
    holders: ["events-run-command-jobs"],
    actions: ["sqs:SendMessage"],
    reason:
      "looks again at a job whose rate lets chargers wait, which takes more of them than a test has (test/integration/rest/command-jobs.test.ts)",
  },
];

export const DENIALS: readonly Denial[] = [
  {
    holder: "rest-keys in one operator",
    action: "kms:GenerateDataKey",
    reason: "tries a customer's key that this deployment does not name",
  },
  {
    holder: "events-probe-isolation in one operator",
    action: "dynamodb:GetItem",
    reason: "the canary tries to read another operator's item in each run",
  },
];
