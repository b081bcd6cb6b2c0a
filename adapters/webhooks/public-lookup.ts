import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** A name leads to an address that nobody may be sent to. */
export class AddressRefusedError extends Error {
  override readonly name = "AddressRefusedError";
}

/** Resolves a name, and refuses it where any of its addresses is not public. */
export function publicLookup(allowsLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = found as readonly LookupAddress[];
      if (error) return callback(error, []);
      const isFine = addresses.every(
        ({ address }) => isPublicAddress(address) || (allowsLoopback && isLoopback(address)),
      );
      if (!isFine || addresses.length === 0) return callback(new AddressRefusedError(), []);
      if (options.all) return callback(null, [...addresses]);
      const [first] = addresses;
      callback(null, first?.address ?? "", first?.family);
    });
  };
}

function isLoopback(address: string): boolean {
  return address === "127.0.0.1" || address === "::1";
}
