import { escapeXml } from "../iam/refusal-answers.ts";
import type { BucketDefinition } from "../services.ts";
import type { ObjectVersion, ObjectVersions, Retention } from "./object-versions.ts";
import { locked, noSuchKey, S3Error } from "./s3-error.ts";
import type { S3Operation, S3Request } from "./s3-request.ts";

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

type Run = (request: S3Request & { readonly key: string }, bucket: BucketDefinition) => S3Answer;

const DAY_MS = 86_400_000;
const MOST_KEYS = 1_000;

/** What each operation does with the versions. */
export function s3Operations(versions: ObjectVersions): Readonly<Record<S3Operation, Run>> {
  const existing = ({
    bucket,
    key,
    query,
  }: S3Request & { readonly key: string }): ObjectVersion => {
    const found = versions.find(bucket, key, query.get("versionId") ?? undefined);
    if (!found || found.isMarker) throw noSuchKey();
    return found;
  };
  const head = (request: S3Request & { readonly key: string }) => {
    const { versionId, etag, body, putAt, retention } = existing(request);
    const headers = {
      "content-type": "application/octet-stream",
      "content-length": String(body.length),
      etag,
      "last-modified": new Date(putAt).toUTCString(),
      "x-amz-version-id": versionId,
      ...(retention && {
        "x-amz-object-lock-mode": retention.mode,
        "x-amz-object-lock-retain-until-date": retention.until,
      }),
    };
    return { headers, body };
  };

  return {
    PutObject({ bucket, key, headers, body }, definition) {
      const there = versions.find(bucket, key);
      if (headers["if-none-match"] === "*" && there && !there.isMarker) {
        throw new S3Error(412, "PreconditionFailed", "The object is there already.");
      }
      const { versionId, etag } = versions.put(bucket, key, body, retentionOf(headers, definition));
      return { status: 200, headers: { etag, "x-amz-version-id": versionId } };
    },
    GetObject: (request) => ({ status: 200, ...head(request) }),
    HeadObject: (request) => ({ status: 200, headers: head(request).headers }),
    DeleteObject({ bucket, key, query, headers }) {
      const versionId = query.get("versionId");
      if (versionId === null) {
        const marker = versions.put(bucket, key, Buffer.alloc(0), undefined, true);
        return {
          status: 204,
          headers: { "x-amz-version-id": marker.versionId, "x-amz-delete-marker": "true" },
        };
      }
      const version = versions.find(bucket, key, versionId);
      if (version?.retention && holds(version.retention, mayBypass(headers))) throw locked();
      versions.remove(bucket, key, versionId);
      return { status: 204, headers: { "x-amz-version-id": versionId } };
    },
    PutObjectRetention(request) {
      const { versionId, retention } = existing(request);
      const wanted = readRetention(request.body.toString());
      const weaker =
        retention && (wanted.until < retention.until || wanted.mode !== retention.mode);
      if (weaker && holds(retention, mayBypass(request.headers))) throw locked();
      versions.retain(request.bucket, request.key, versionId, wanted);
      return { status: 200 };
    },
    GetObjectRetention(request) {
      const { retention } = existing(request);
      if (!retention) {
        throw new S3Error(404, "NoSuchObjectLockConfiguration", "The object has no retention.");
      }
      const { mode, until } = retention;
      return xml("Retention", `<Mode>${mode}</Mode><RetainUntilDate>${until}</RetainUntilDate>`);
    },
    GetObjectLockConfiguration(_, { lock }) {
      if (!lock) {
        throw new S3Error(404, "ObjectLockConfigurationNotFoundError", "There is no object lock.");
      }
      return xml(
        "ObjectLockConfiguration",
        `<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>${lock.mode}</Mode><Days>${lock.days}</Days></DefaultRetention></Rule>`,
      );
    },
    ListObjectsV2: ({ bucket, query }) => list(versions, bucket, query),
  };
}

function list(versions: ObjectVersions, bucket: string, query: URLSearchParams): S3Answer {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter");
  const after = query.get("continuation-token") ?? query.get("start-after") ?? "";
  const most = Math.min(MOST_KEYS, Number(query.get("max-keys") ?? MOST_KEYS));
  if (delimiter !== null) return listFolders(versions, bucket, prefix, delimiter);
  const found = versions.list(bucket, prefix, after, most + 1);
  const page = found.slice(0, most);
  const contents = page.map(
    ({ key, etag, size, putAt }) =>
      `<Contents><Key>${escapeXml(key)}</Key><LastModified>${putAt}</LastModified><ETag>${escapeXml(etag)}</ETag><Size>${size}</Size></Contents>`,
  );
  const isMore = found.length > most;
  const next = isMore
    ? `<NextContinuationToken>${escapeXml(page.at(-1)?.key ?? "")}</NextContinuationToken>`
    : "";
  return xml(
    "ListBucketResult",
    `<Name>${bucket}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${isMore}</IsTruncated>${next}${contents.join("")}`,
  );
}

/** The common beginnings of keys, found by leaping over each one's keys; all in one answer. */
function listFolders(
  versions: ObjectVersions,
  bucket: string,
  prefix: string,
  delimiter: string,
): S3Answer {
  const folders: string[] = [];
  for (let after = ""; ; ) {
    const [next] = versions.list(bucket, prefix, after, 1);
    if (!next) break;
    const end = next.key.indexOf(delimiter, prefix.length);
    if (end < 0) after = next.key;
    else {
      const folder = next.key.slice(0, end + delimiter.length);
      folders.push(folder);
      after = `${folder}\uffff`;
    }
  }
  const found = folders.map(
    (folder) => `<CommonPrefixes><Prefix>${escapeXml(folder)}</Prefix></CommonPrefixes>`,
  );
  const count = folders.length;
  return xml(
    "ListBucketResult",
    `<Name>${bucket}</Name><KeyCount>${count}</KeyCount><IsTruncated>false</IsTruncated>${found.join("")}`,
  );
}

function retentionOf(
  headers: S3Request["headers"],
  { lock }: BucketDefinition,
): Retention | undefined {
  const mode = headers["x-amz-object-lock-mode"];
  const until = headers["x-amz-object-lock-retain-until-date"];
  if ((mode === "COMPLIANCE" || mode === "GOVERNANCE") && until !== undefined) {
    return { mode, until: new Date(until).toISOString() };
  }
  if (!lock) return undefined;
  return { mode: lock.mode, until: new Date(Date.now() + lock.days * DAY_MS).toISOString() };
}

function readRetention(text: string): Retention {
  const mode = /<Mode>(COMPLIANCE|GOVERNANCE)<\/Mode>/.exec(text)?.[1];
  const until = /<RetainUntilDate>([^<]+)<\/RetainUntilDate>/.exec(text)?.[1];
  if ((mode === "COMPLIANCE" || mode === "GOVERNANCE") && until !== undefined) {
    return { mode, until: new Date(until).toISOString() };
  }
  throw new S3Error(400, "MalformedXML", "The retention is not readable.");
}

function holds({ mode, until }: Retention, bypassed: boolean): boolean {
  return until > new Date().toISOString() && !(mode === "GOVERNANCE" && bypassed);
}

function mayBypass(headers: S3Request["headers"]): boolean {
  return headers["x-amz-bypass-governance-retention"] === "true";
}

function xml(name: string, content: string): S3Answer {
  return {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`,
  };
}
