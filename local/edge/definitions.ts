import type { ResolvedResource, Resolver } from "../assembly/resolver.ts";
import type { Properties } from "../assembly/template.ts";
import type {
  BehaviorDefinition,
  DistributionDefinition,
  OriginDefinition,
} from "./distribution-definition.ts";
import { responseHeadersOf } from "./response-headers-policy.ts";

/** AWS's own origin request policies, by id. */
const ORIGIN_REQUEST_POLICIES: Readonly<Record<string, BehaviorDefinition["forwards"]>> = {
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": "all-but-host",
};

/** AWS's own cache policies, by id: neither of these sends anything of the viewer's to the origin. */
const CACHE_POLICIES = new Set([
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  "658327ea-f89d-4fab-a63d-7e88639e58f6",
]);

/** The distributions of the templates. Throws for what would change a request in a way that is not run here. */
export function distributionDefinitions(resolver: Resolver): readonly DistributionDefinition[] {
  return resolver.resources("AWS::CloudFront::Distribution").map((distribution) => {
    const config = distribution.properties["DistributionConfig"] as Properties;
    const origins = new Map(listOf(config["Origins"]).map((each) => [String(each["Id"]), each]));
    const behaviors = [
      ...listOf(config["CacheBehaviors"]),
      { ...(config["DefaultCacheBehavior"] as Properties), PathPattern: "*" },
    ];
    return {
      distributionId: distribution.ref,
      domainName: distribution.attribute("DomainName"),
      logicalId: distribution.logicalId,
      defaultRootObject: String(config["DefaultRootObject"] ?? ""),
      behaviors: behaviors.map((each) => behaviorOf(resolver, distribution, origins, each)),
      asksForCertificates: asksForCertificates(config["ViewerMtlsConfig"]),
      errorResponses: listOf(config["CustomErrorResponses"]).map((each) => ({
        errorCode: Number(each["ErrorCode"]),
        responseCode: Number(each["ResponseCode"]),
        responsePagePath: String(each["ResponsePagePath"]),
      })),
    };
  });
}

function behaviorOf(
  resolver: Resolver,
  distribution: ResolvedResource,
  origins: ReadonlyMap<string, Properties>,
  behavior: Properties,
): BehaviorDefinition {
  const refuse = (what: string): never => {
    throw new Error(
      `The behaviour ${String(behavior["PathPattern"])} of the distribution ${distribution.logicalId} ${what}, which is not run here.`,
    );
  };
  const origin = origins.get(String(behavior["TargetOriginId"])) ?? refuse("leads to no origin");
  if (!CACHE_POLICIES.has(String(behavior["CachePolicyId"]))) refuse("has its own cache policy");
  const policyId = behavior["OriginRequestPolicyId"];
  const viewerRequestCode = viewerRequestCodeOf(resolver, behavior, refuse);
  return {
    pathPattern: String(behavior["PathPattern"]),
    allowedMethods: (behavior["AllowedMethods"] as readonly string[] | undefined) ?? [
      "GET",
      "HEAD",
    ],
    origin: originOf(origin),
    forwards:
      policyId === undefined
        ? "nothing"
        : (ORIGIN_REQUEST_POLICIES[String(policyId)] ??
          ownPolicy(resolver, String(policyId)) ??
          refuse("has an origin request policy")),
    ...(viewerRequestCode === undefined ? {} : { viewerRequestCode }),
    responseHeaders: responseHeaders(resolver, behavior, refuse),
  };
}

/** A list of headers with all of the query and no cookies; undefined for any other policy. */
function ownPolicy(
  resolver: Resolver,
  policyId: string,
): BehaviorDefinition["forwards"] | undefined {
  const config = resolver
    .resources("AWS::CloudFront::OriginRequestPolicy")
    .find(({ ref }) => ref === policyId)?.properties["OriginRequestPolicyConfig"] as
    | Record<string, Properties>
    | undefined;
  const { HeadersConfig, QueryStringsConfig, CookiesConfig } = config ?? {};
  if (
    HeadersConfig?.["HeaderBehavior"] !== "whitelist" ||
    QueryStringsConfig?.["QueryStringBehavior"] !== "all" ||
    CookiesConfig?.["CookieBehavior"] !== "none"
  ) {
    return undefined;
  }
  const headers = (HeadersConfig["Headers"] ?? []) as readonly string[];
  return { headers: headers.map((name) => name.toLowerCase()) };
}

/** Throws for a way to ask that refuses certificates, which is not run here. */
function asksForCertificates(config: unknown): boolean {
  const mode = (config as Properties | undefined)?.["Mode"];
  if (mode === undefined || mode === "passthrough") return mode !== undefined;
  throw new Error(`The viewer certificates ${String(mode)} of a distribution are not run here.`);
}

type Refuse = (what: string) => never;

function viewerRequestCodeOf(
  resolver: Resolver,
  behavior: Properties,
  refuse: Refuse,
): string | undefined {
  if (listOf(behavior["LambdaFunctionAssociations"]).length > 0) refuse("has a Lambda@Edge");
  const [association, ...others] = listOf(behavior["FunctionAssociations"]);
  if (association === undefined) return undefined;
  if (others.length > 0 || association["EventType"] !== "viewer-request") {
    refuse("has a function for the viewer's response");
  }
  const arn = association["FunctionARN"];
  const code = resolver
    .resources("AWS::CloudFront::Function")
    .find((each) => each.attribute("FunctionARN") === arn)?.properties["FunctionCode"];
  return typeof code === "string" ? code : refuse("names an unknown function");
}

function responseHeaders(resolver: Resolver, behavior: Properties, refuse: Refuse) {
  const policyId = behavior["ResponseHeadersPolicyId"];
  if (policyId === undefined) return { set: [], remove: [] };
  const policy = resolver
    .resources("AWS::CloudFront::ResponseHeadersPolicy")
    .find(({ ref }) => ref === policyId);
  return responseHeadersOf(
    (policy?.properties["ResponseHeadersPolicyConfig"] as Properties | undefined) ??
      refuse("has an unknown response headers policy"),
  );
}

function originOf(origin: Properties): OriginDefinition {
  return {
    domainName: String(origin["DomainName"]),
    path: String(origin["OriginPath"] ?? ""),
    customHeaders: listOf(origin["OriginCustomHeaders"]).map(
      (each) => [String(each["HeaderName"]).toLowerCase(), String(each["HeaderValue"])] as const,
    ),
  };
}

function listOf(value: unknown): readonly Properties[] {
  return (value ?? []) as readonly Properties[];
}
