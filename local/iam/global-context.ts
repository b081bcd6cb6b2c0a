import { PLACE } from "../assembly/place.ts";
import type { Access, ContextValue } from "./access.ts";
import type { Principal } from "./principal.ts";

const PRINCIPAL_TAG = "aws:principaltag/";

type GlobalKey = (principal: Principal, access: Access) => ContextValue | undefined;

/** Condition keys of every request, by their name in lower case. A call on one machine counts as made over TLS. */
const GLOBAL_KEYS: Readonly<Record<string, GlobalKey>> = {
  "aws:currenttime": () => new Date().toISOString(),
  "aws:epochtime": () => String(Math.floor(Date.now() / 1000)),
  "aws:principalaccount": () => PLACE.accountId,
  "aws:principalarn": ({ roleArn }) => roleArn,
  "aws:principalisawsservice": () => "false",
  "aws:principaltype": () => "AssumedRole",
  "aws:requestedregion": () => PLACE.region,
  "aws:resourceaccount": () => PLACE.accountId,
  "aws:securetransport": () => "true",
  "aws:sourceip": (_, { through }) => (through === undefined ? "127.0.0.1" : undefined),
  "aws:viaawsservice": (_, { through }) => String(through !== undefined),
};

/** The value of a condition key, its name in lower case, that does not depend on the service; undefined where there is none. */
export function globalContextValue(
  key: string,
  principal: Principal,
  access: Access,
): ContextValue | undefined {
  if (!key.startsWith(PRINCIPAL_TAG)) return GLOBAL_KEYS[key]?.(principal, access);
  const tagKey = key.slice(PRINCIPAL_TAG.length);
  return Object.entries(principal.tags).find(([name]) => name.toLowerCase() === tagKey)?.[1];
}

/** Keys that a request of a role's session never has; conditions on them are judged as such. */
const NEVER_PRESENT = ["aws:sourceaccount", "aws:sourcearn", "aws:calledvia"];

/** Keys that the readers of requests give. */
const SERVICE_KEYS =
  /^(dynamodb:(leadingkeys|attributes|select|returnvalues|returnconsumedcapacity|enclosingoperation)|kms:(viaservice|calleraccount|requestalias|signingalgorithm|macalgorithm|messagetype|encryptioncontextkeys|encryptioncontext:.+)|s3:prefix|events:(source|detail-type|eventbusinvocation)|secretsmanager:(secretid|versionid|versionstage)|sts:(rolesessionname|transitivetagkeys|externalid)|aws:tagkeys|aws:requesttag\/.+)$/;

/** Whether the local platform can judge a condition on this key, given in lower case. */
export function isKnownConditionKey(key: string): boolean {
  return (
    Object.hasOwn(GLOBAL_KEYS, key) ||
    key.startsWith(PRINCIPAL_TAG) ||
    NEVER_PRESENT.includes(key) ||
    SERVICE_KEYS.test(key)
  );
}
