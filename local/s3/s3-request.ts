/** A request in S3's REST protocol, path style: `/<bucket>/<key>?<query>`. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  /** Absent where it is about the bucket. */
  readonly key?: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Operations by method and by what the query names; `action` is what a policy must allow. */
const OPERATIONS = [
  { name: "PutObjectRetention", method: "PUT", query: "retention", action: "PutObjectRetention" },
  { name: "GetObjectRetention", method: "GET", query: "retention", action: "GetObjectRetention" },
  {
    name: "GetObjectLockConfiguration",
    method: "GET",
    query: "object-lock",
    action: "GetBucketObjectLockConfiguration",
  },
  { name: "ListObjectsV2", method: "GET", query: "list-type", action: "ListBucket" },
  { name: "PutObject", method: "PUT", action: "PutObject" },
  { name: "GetObject", method: "GET", action: "GetObject" },
  { name: "HeadObject", method: "HEAD", action: "GetObject" },
  { name: "DeleteObject", method: "DELETE", action: "DeleteObject" },
] as const;

export type S3Operation = (typeof OPERATIONS)[number]["name"];

/** Which operation a request is; undefined for one that the local S3 does not do. */
export function operationOf(request: Pick<S3Request, "method" | "key" | "query">) {
  const { method, key, query } = request;
  return OPERATIONS.find((operation) => {
    if (operation.method !== method) return false;
    if ("query" in operation) return query.has(operation.query);
    return key !== undefined && !query.has("uploadId") && !query.has("uploads");
  });
}

/** Bucket, key and query of a request's URL, decoded. */
export function placeOf(url: string): Pick<S3Request, "bucket" | "key" | "query"> {
  const { pathname, searchParams: query } = new URL(url, "http://s3");
  const [, bucket = "", ...rest] = pathname.split("/");
  const key = decodeURIComponent(rest.join("/"));
  return { bucket, query, ...(key !== "" && { key }) };
}
