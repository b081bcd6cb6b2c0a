import { KMSClient } from "@aws-sdk/client-kms";
import { actingCredentials } from "../dynamodb/client.ts";

/** KMS answers in milliseconds; a message or a request must not wait for one that does not. */
const REQUEST_TIMEOUT_MS = 2_000;
const CONNECTION_TIMEOUT_MS = 1_000;
const MOST_ATTEMPTS = 3;

const clients = new WeakMap<object, KMSClient>();

/** A client with the credentials of the work at hand: IAM compares the operator in them with the one in the context. */
export function kms(): KMSClient {
  const credentials = actingCredentials();
  const known = clients.get(credentials);
  if (known) return known;
  const client = new KMSClient({
    credentials,
    maxAttempts: MOST_ATTEMPTS,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
    },
  });
  clients.set(credentials, client);
  return client;
}
