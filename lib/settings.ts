/** What a deployment may be told, all of it by CDK context (`-c name=value`), none of it an account or a Region. */

/** Where the pages are when nobody says where; the local platform is there unless it is told another port. */
export const DEFAULT_APP_URL = "http://localhost:8080";

const STAGES = ["dev", "prod"] as const;
export type Stage = (typeof STAGES)[number];

interface CustomDomain {
  readonly ocppHost: string;
  readonly appHost: string;
  /** Both certificates live in us-east-1, because CloudFront reads them there. */
  readonly ocppCertificateArn: string;
  readonly appCertificateArn: string;
}

/** Whether chargers are asked for certificates at the edge, and by which CAs the edge itself judges them. */
export type ClientCertificates =
  | { readonly mode: "off" }
  | { readonly mode: "passthrough"; readonly bundle?: undefined }
  | {
      readonly mode: "optional";
      /** PEM of the CAs in S3; CloudFront reads it once. */
      readonly bundle: { readonly bucket: string; readonly key: string; readonly region: string };
    };

export interface Settings {
  readonly stage: Stage;
  readonly domain?: CustomDomain;
  /** Where the staff sign-in may return to, when there is no domain of one's own. */
  readonly appUrl: string;
  readonly webAclArn?: string;
  readonly alarmEmail?: string;
  /** The address that receipts come from; SES must have verified its domain. */
  readonly mailFrom: string;
  /** Version of the origin secret that CloudFront sends; naming a new one rolls it out. */
  readonly originSecretVersion?: string;
  /** KMS keys that operators brought: the functions may use these and no other foreign ones. */
  readonly customerKeyArns: readonly string[];
  readonly withWafStack: boolean;
  /** Stripe's API, or what stands in for it. */
  readonly stripeUrl: string;
  /** Whether a webhook may be the machine that sends it; for trying webhooks out on one's own machine. */
  readonly webhooksToLoopback: "allowed" | "refused";
  readonly clientCertificates: ClientCertificates;
}

/** Reads the settings out of the context; throws a sentence about what is wrong. */
export function readSettings(contextOf: (name: string) => unknown): Settings {
  const text = (name: string) => optionalText(name, contextOf(name));
  const domain = customDomain(text);
  const webAclArn = text("webAclArn");
  const alarmEmail = text("alarmEmail");
  const originSecretVersion = text("originSecretVersion");
  const stage = stageOf(text("stage") ?? "dev");
  return {
    stage,
    ...(domain && { domain }),
    appUrl: domain ? `https://${domain.appHost}` : (text("appUrl") ?? DEFAULT_APP_URL),
    ...(webAclArn && { webAclArn }),
    ...(alarmEmail && { alarmEmail }),
    mailFrom: mailFromOf(text("mailFrom"), domain),
    ...(originSecretVersion && { originSecretVersion }),
    customerKeyArns: keyArnsOf(text("customerKeyArns") ?? ""),
    withWafStack: text("wafRegionStack") === "true",
    stripeUrl: text("stripeUrl") ?? "https://api.stripe.com",
    webhooksToLoopback: loopbackOf(text("webhooksToLoopback"), stage),
    clientCertificates: clientCertificatesOf(text("clientCertificates") ?? "off"),
  };
}

function customDomain(text: (name: string) => string | undefined): CustomDomain | undefined {
  const domain = text("domain");
  if (domain === undefined) return undefined;
  const ocppCertificateArn = text("ocppCertificateArn");
  const appCertificateArn = text("appCertificateArn");
  if (ocppCertificateArn === undefined || appCertificateArn === undefined) {
    throw new Error(
      "The context `domain` needs `ocppCertificateArn` and `appCertificateArn` (certificates in us-east-1).",
    );
  }
  return {
    ocppHost: `ocpp.${domain}`,
    appHost: `app.${domain}`,
    ocppCertificateArn,
    appCertificateArn,
  };
}

function clientCertificatesOf(value: string): ClientCertificates {
  if (value === "off" || value === "passthrough") return { mode: value };
  const { region, bucket, key } =
    /^s3:\/\/(?<region>[a-z0-9-]+)\/(?<bucket>[a-z0-9.-]+)\/(?<key>.+)$/.exec(value)?.groups ?? {};
  if (region !== undefined && bucket !== undefined && key !== undefined) {
    return { mode: "optional", bundle: { bucket, key, region } };
  }
  throw new Error(
    "The context `clientCertificates` must be off, passthrough, or s3://<region>/<bucket>/<key> of a bundle of CAs.",
  );
}

function mailFromOf(value: string | undefined, domain: CustomDomain | undefined): string {
  // A name that nobody can have: SES refuses it, and nothing is sent by accident.
  const address = value ?? `receipts@${domain?.appHost ?? "chargeward.invalid"}`;
  if (/^[^\s@]+@[a-z0-9.-]+$/.test(address)) return address;
  throw new Error("The context `mailFrom` is no e-mail address.");
}

function loopbackOf(value: string | undefined, stage: Stage): Settings["webhooksToLoopback"] {
  if (value !== "true") return "refused";
  if (stage !== "dev")
    throw new Error("The context `webhooksToLoopback` is for the stage dev only.");
  return "allowed";
}

function keyArnsOf(value: string): readonly string[] {
  const arns = value.split(",").map((arn) => arn.trim());
  const given = arns.filter((arn) => arn !== "");
  const wrong = given.find(
    (arn) => !/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(arn),
  );
  if (wrong === undefined) return given;
  throw new Error(
    `The context \`customerKeyArns\` names "${wrong}", which is no ARN of a KMS key.`,
  );
}

function stageOf(value: string): Stage {
  const stage = STAGES.find((candidate) => candidate === value);
  if (!stage) throw new Error(`The context \`stage\` is "${value}"; it must be dev or prod.`);
  return stage;
}

function optionalText(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  throw new Error(`The context \`${name}\` must be text.`);
}
