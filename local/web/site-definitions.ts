import type { Resolver } from "../assembly/resolver.ts";
import type { SiteContent } from "./static-site.ts";

/** What the templates' bucket deployments put into each bucket, by the bucket's name. */
export function siteContents(resolver: Resolver): ReadonlyMap<string, readonly SiteContent[]> {
  const byBucket = new Map<string, SiteContent[]>();
  for (const { logicalId, properties, stack } of resolver.resources(
    "Custom::CDKBucketDeployment",
  )) {
    if (properties["SourceMarkers"] !== undefined) {
      throw new Error(
        `The bucket deployment ${logicalId} fills in markers, which is not run here.`,
      );
    }
    const bucketName = String(properties["DestinationBucketName"]);
    const contents = byBucket.get(bucketName) ?? [];
    byBucket.set(bucketName, contents);
    for (const objectKey of properties["SourceObjectKeys"] as readonly string[]) {
      const directory = stack.assetPaths.get(objectKey);
      if (directory === undefined || directory.endsWith(".zip")) {
        throw new Error(`The bucket deployment ${logicalId} has a source that is no directory.`);
      }
      contents.push({
        directory,
        keyPrefix: String(properties["DestinationBucketKeyPrefix"] ?? "").replace(/^\/|\/$/g, ""),
        headers: (properties["SystemMetadata"] ?? {}) as Readonly<Record<string, string>>,
      });
    }
  }
  return byBucket;
}
