/** A CloudFront distribution as the template defines it, cut to what happens to a request. */
export interface DistributionDefinition {
  readonly distributionId: string;
  readonly domainName: string;
  readonly logicalId: string;
  readonly defaultRootObject: string;
  /** In order of precedence; the last is the default behaviour and matches everything. */
  readonly behaviors: readonly BehaviorDefinition[];
  readonly errorResponses: readonly ErrorResponseDefinition[];
}

export interface BehaviorDefinition {
  readonly pathPattern: string;
  readonly allowedMethods: readonly string[];
  readonly origin: OriginDefinition;
  /** Whether the viewer's headers, cookies and query reach the origin. */
  readonly forwards: "all-but-host" | "nothing";
  /** Code of the viewer-request function. */
  readonly viewerRequestCode?: string;
  readonly responseHeaders: ResponseHeadersDefinition;
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
