/** A request as it reaches API Gateway: the edge may have changed its path, query and headers. */
export interface ArrivingRequest {
  readonly method: string;
  /** Percent-encoded, without the query, stage included. */
  readonly path: string;
  /** Percent-encoded, without the question mark. */
  readonly queryString: string;
  /** In order, names as they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly sourceIp: string;
  readonly isTls?: boolean;
  /** PEM of the certificate that the client showed, whoever signed it. */
  readonly clientCertificatePem?: string;
}

/** The value of a header, its name in lower case; the last one where it came more than once. */
export function headerOf(request: ArrivingRequest, lowerCaseName: string): string | undefined {
  return request.headers.findLast(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}

/** Pairs up what Node keeps in `rawHeaders`. */
export function headerPairs(rawHeaders: readonly string[]): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return pairs;
}
