import type { Commands } from "../dialect.ts";
import { listIn, numberIn, objectIn, type Payload, textIn } from "../payload.ts";

interface LocalList {
  version: number;
  readonly tokenIds: Set<string>;
}

/** What the two versions call the same things. */
interface Words {
  readonly version: "listVersion" | "versionNumber";
  readonly tokenIdOf: (entry: object) => string;
  readonly infoOf: "idTagInfo" | "idTokenInfo";
}

const V16: Words = {
  version: "listVersion",
  tokenIdOf: (entry) => textIn(entry, "idTag"),
  infoOf: "idTagInfo",
};
const V201: Words = {
  version: "versionNumber",
  tokenIdOf: (entry) => textIn(objectIn(entry, "idToken"), "idToken"),
  infoOf: "idTokenInfo",
};

/** The list of tokens that charge while there is no connection (1.6 §5.10, 5.15; 2.0.1 block D). */
export function localListCommands(version: "v16" | "v201"): Commands {
  const words = version === "v16" ? V16 : V201;
  const list: LocalList = { version: 0, tokenIds: new Set() };

  function change(payload: Payload): void {
    if (textIn(payload, "updateType") === "Full") list.tokenIds.clear();
    for (const entry of listIn(payload, "localAuthorizationList") as readonly object[]) {
      const tokenId = words.tokenIdOf(entry);
      // An entry without its rights is taken away.
      if (Reflect.has(entry, words.infoOf)) list.tokenIds.add(tokenId);
      else list.tokenIds.delete(tokenId);
    }
  }

  return {
    GetLocalListVersion: () => ({ [words.version]: list.version }),
    SendLocalList: (payload) => {
      const wanted = numberIn(payload, words.version) ?? 0;
      const isOld = textIn(payload, "updateType") === "Differential" && wanted <= list.version;
      if (isOld) return { status: "VersionMismatch" };
      change(payload);
      list.version = wanted;
      return { status: "Accepted" };
    },
  };
}
