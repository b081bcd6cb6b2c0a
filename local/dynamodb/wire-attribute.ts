import type { AttributeValue as SdkAttributeValue } from "@aws-sdk/client-dynamodb-streams";
import type { AttributeValue } from "../services.ts";

type SdkImage = Readonly<Record<string, SdkAttributeValue>>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

function wireAttribute(value: SdkAttributeValue): AttributeValue {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(wireAttribute) };
  if (value.M !== undefined) return { M: wireImage(value.M) };
  return { ...value };
}

/** An image as Lambda events have it: the SDK's bytes become base64. */
export function wireImage(image: SdkImage): Readonly<Record<string, AttributeValue>> {
  return Object.fromEntries(
    Object.entries(image).map(([name, value]) => [name, wireAttribute(value)]),
  );
}
