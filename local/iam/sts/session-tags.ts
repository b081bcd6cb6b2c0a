import type { Principal } from "../principal.ts";
import { RefusedRequest } from "../refused-request.ts";

type Tags = Readonly<Record<string, string>>;

/** The tags of a session to come. */
export interface SessionTags {
  /** Those that the request gives. */
  readonly requested: Tags;
  /** With those that the caller's own session hands on. */
  readonly all: Tags;
  readonly requestedTransitiveKeys: readonly string[];
  /** Keys of all those that the session will hand on in its turn. */
  readonly transitiveKeys: readonly string[];
}

const MAXIMUM_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Reads `Tags.member.N.Key|Value` and `TransitiveTagKeys.member.N`. Throws `RefusedRequest`. */
export function sessionTagsOf(form: URLSearchParams, caller: Principal): SessionTags {
  const requested = requestedTags(form);
  const keys = Object.keys(requested);
  const requestedTransitiveKeys = membersOf(form, "TransitiveTagKeys").map(([, key]) => key);
  const unknown = requestedTransitiveKeys.find((key) => !keys.includes(key));
  if (unknown !== undefined) throw invalid(`The transitive tag key ${unknown} has no tag.`);
  const inherited = Object.fromEntries(
    caller.transitiveTagKeys.map((key) => [key, caller.tags[key] ?? ""]),
  );
  const overridden = keys.find((key) => Object.keys(inherited).some(isSameKey(key)));
  if (overridden !== undefined) {
    throw invalid(`The tag ${overridden} is transitive and must not be given anew.`);
  }
  return {
    requested,
    all: { ...inherited, ...requested },
    requestedTransitiveKeys,
    transitiveKeys: [...caller.transitiveTagKeys, ...requestedTransitiveKeys],
  };
}

const isSameKey =
  (key: string) =>
  (other: string): boolean =>
    key.toLowerCase() === other.toLowerCase();

function requestedTags(form: URLSearchParams): Tags {
  const tags = new Map<string, string>();
  const keys = membersOf(form, "Tags", "Key");
  if (keys.length > MAXIMUM_TAGS) throw invalid(`A session has at most ${MAXIMUM_TAGS} tags.`);
  for (const [member, key] of keys) {
    const value = form.get(`Tags.member.${member}.Value`);
    if (value === null || !VALUE.test(value) || !KEY.test(key) || /^aws:/i.test(key)) {
      throw invalid("A session tag has a key or a value that is not allowed.");
    }
    if ([...tags.keys()].some(isSameKey(key))) throw invalid(`The tag ${key} is given twice.`);
    tags.set(key, value);
  }
  return Object.fromEntries(tags);
}

/** The members of a list in the query protocol, with their numbers: `<list>.member.<number>[.<part>]`. */
function membersOf(
  form: URLSearchParams,
  list: string,
  part?: string,
): readonly (readonly [string, string])[] {
  const name = new RegExp(`^${list}\\.member\\.(\\d+)${part === undefined ? "" : `\\.${part}`}$`);
  return [...form].flatMap(([key, value]) => {
    const member = name.exec(key)?.[1];
    return member === undefined ? [] : [[member, value] as const];
  });
}

const invalid = (message: string): RefusedRequest => new RefusedRequest("unreadable", message);
