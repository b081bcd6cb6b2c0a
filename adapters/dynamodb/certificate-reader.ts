import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type {
  ChargerCertificate,
  ChargerRoot,
  OperatorAuthority,
} from "#domain/certificates/charger-certificate.ts";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";

/** The CAs that an operator registered, all in one item. */
export interface RegisteredRoots {
  readonly roots: readonly ChargerRoot[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** Certificates of chargers, by what a handshake knows. */
export function certificateReader(fleetTable: string) {
  const read = async <T>(key: Key): Promise<T | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: fleetTable, Key: toItem(key), ConsistentRead: true }),
    );
    return Item && fromItem<T>(Item);
  };
  return {
    /** A certificate of this very charger. */
    find: ({ operatorId, chargerId }: ChargerIdentity, certificateId: string) =>
      read<ChargerCertificate>(keys.chargerCertificate(operatorId, chargerId, certificateId)),
    roots: (operatorId: string) => read<RegisteredRoots>(keys.chargerRoots(operatorId)),
    authority: (operatorId: string) => read<OperatorAuthority>(keys.chargerAuthority(operatorId)),
  };
}
