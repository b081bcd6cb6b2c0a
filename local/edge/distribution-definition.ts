/** A CloudFront distribution as the template defines it, cut to what happens to a request. */
export interface DistributionDefinition {
  readonly distributionId: string;
  readonly domainName: string;
  readonly logicalId: string;
  readonly defaultRootObject: string;
  /** In order of precedence; the last is the default behaviour and matches everything. */
  readonly behaviors: readonly BehaviorDefinition[];
  readonly errorResponses: readonly ErrorResponseDefinition[];
  /** Whether viewers are asked for a certificate; none is judged here. */
  readonly asksForCertificates: boolean;
}

export interface BehaviorDefinition {
  readonly pathPattern: string;
  readonly allowedMethods: readonly string[];
  readonly origin: OriginDefinition;
  /** What of the viewer's headers and cookies reaches the origin, and with them the query. */
  readonly forwards: "all-but-host" | "nothing" | HeaderList;
  /** Code of the viewer-request function. */
  readonly viewerRequestCode?: string;
  readonly responseHeaders: ResponseHeadersDefinition;
}

/** Names in lower case; among them may be headers of CloudFront's own. */
interface HeaderList {
  readonly headers: readonly string[];
}

export interface OriginDefinition {
  readonly domainName: string;
  readonly path: string;
  readonly customHeaders: readonly (readonly [name: string, value: string])[];
}

export interface ResponseHeadersDefinition {
  /** Names in lower case. */
  readonly set: readonly {
    readonly name: string;
    readonly value: string;
    readonly override: boolean;
  }[];
  readonly remove: readonly string[];
}

interface ErrorResponseDefinition {
  readonly errorCode: number;
  readonly responseCode: number;
  readonly responsePagePath: string;
}
