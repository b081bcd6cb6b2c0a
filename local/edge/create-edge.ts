import { PLACE } from "../assembly/place.ts";
import type { Resolver } from "../assembly/resolver.ts";
import type { Gateway } from "../gateway/start.ts";
import type { WriteLog } from "../services.ts";
import { siteContents } from "../web/site-definitions.ts";
import { createStaticSite } from "../web/static-site.ts";
import { distributionDefinitions } from "./definitions.ts";
import { createDistribution, type Distribution, type Origin } from "./distribution.ts";
import type { DistributionDefinition } from "./distribution-definition.ts";

export interface EdgeParts {
  readonly resolver: Resolver;
  readonly gateway: Gateway;
  readonly writeLog: WriteLog;
}

export interface Edge {
  readonly ocpp: Distribution;
  readonly app: Distribution;
}

/** Finds the chargers' and the people's distribution: the one whose default behaviour leads to a WebSocket API, and the other one. */
export function createEdge({ resolver, gateway, writeLog }: EdgeParts): Edge {
  const originNamed = originFinder(resolver, gateway);
  const isForChargers = ({ behaviors }: DistributionDefinition): boolean =>
    originNamed(behaviors.at(-1)?.origin.domainName ?? "")?.kind === "websocket-api";
  const definitions = distributionDefinitions(resolver);
  const ocpp = definitions.find(isForChargers);
  const app = definitions.find((definition) => !isForChargers(definition));
  if (ocpp === undefined || app === undefined || definitions.length !== 2) {
    throw new Error(
      `The templates have ${definitions.length} distributions; the local platform serves two, one of them in front of the WebSocket API.`,
    );
  }
  return {
    ocpp: createDistribution(ocpp, originNamed, writeLog),
    app: createDistribution(app, originNamed, writeLog),
  };
}

function originFinder(
  resolver: Resolver,
  gateway: Gateway,
): (domainName: string) => Origin | undefined {
  const apiDomain = (apiId: string): string =>
    `${apiId}.execute-api.${PLACE.region}.${PLACE.urlSuffix}`;
  const contents = siteContents(resolver);
  const origins = new Map<string, Origin>();
  for (const api of gateway.webSocketApis) {
    origins.set(apiDomain(api.apiId), { kind: "websocket-api", api });
  }
  for (const api of gateway.httpApis) origins.set(apiDomain(api.apiId), { kind: "http-api", api });
  for (const bucket of resolver.resources("AWS::S3::Bucket")) {
    const site = createStaticSite(contents.get(bucket.physicalName) ?? []);
    origins.set(bucket.attribute("RegionalDomainName"), { kind: "site", site });
  }
  return (domainName) => origins.get(domainName);
}
