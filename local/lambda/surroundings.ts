import { RECAPTCHA } from "#lib/recaptcha.ts";
import { DEFAULT_APP_URL } from "#lib/settings.ts";
import { PLACE } from "../assembly/place.ts";
import { RECAPTCHA_PATHS } from "../recaptcha/paths.ts";
import type { FunctionSurroundings } from "./definitions.ts";

/** Where the local parts of the services listen. */
export interface Endpoints {
  readonly dynamoDb: string;
  readonly sqs: string;
  readonly eventBridge: string;
  readonly secretsManager: string;
  readonly kms: string;
  readonly s3: string;
  readonly sts: string;
  readonly cognito: string;
  readonly ses: string;
  /** Of the @connections API; the API's id follows as the first segment. */
  readonly management: string;
  /** Of what stands in for Stripe. */
  readonly psp: string;
  readonly publicUrl: string;
}

/** What a function finds around it: SDK clients reach the local services by their own environment variables. */
export function functionSurroundings(endpoints: Endpoints): FunctionSurroundings {
  const { region, urlSuffix } = PLACE;
  const executeApi = new RegExp(
    `https://([a-z0-9]+)\\.execute-api\\.${region}\\.${urlSuffix}`,
    "g",
  );
  const signInHost = new RegExp(
    `https://([a-z0-9-]+)\\.auth\\.${region}\\.amazoncognito\\.com`,
    "g",
  );
  // The one distribution that functions call is that of the people's door.
  const edge = /https:\/\/[a-z0-9]+\.cloudfront\.net/g;
  return {
    environment: {
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamoDb,
      AWS_ENDPOINT_URL_SQS: endpoints.sqs,
      AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventBridge,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
      AWS_ENDPOINT_URL_KMS: endpoints.kms,
      AWS_ENDPOINT_URL_S3: endpoints.s3,
      AWS_ENDPOINT_URL_STS: endpoints.sts,
      AWS_ENDPOINT_URL_SESV2: endpoints.ses,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoints.cognito,
    },
    localUrl: (value) =>
      value
        .replaceAll(executeApi, `${endpoints.management}/$1`)
        .replaceAll(`https://sqs.${region}.${urlSuffix}`, endpoints.sqs)
        .replaceAll(edge, endpoints.publicUrl)
        .replaceAll(RECAPTCHA.apiUrl, `${endpoints.publicUrl}${RECAPTCHA_PATHS.api}`)
        .replaceAll(RECAPTCHA.tokenUrl, `${endpoints.publicUrl}${RECAPTCHA_PATHS.token}`)
        .replaceAll(RECAPTCHA.scriptUrl, `${endpoints.publicUrl}${RECAPTCHA_PATHS.script}`)
        .replaceAll(DEFAULT_APP_URL, endpoints.publicUrl)
        .replaceAll("https://api.stripe.com", endpoints.psp)
        .replaceAll(signInHost, `${endpoints.publicUrl}/oidc/$1`)
        .replaceAll(`https://cognito-idp.${region}.${urlSuffix}`, `${endpoints.publicUrl}/oidc`),
  };
}
