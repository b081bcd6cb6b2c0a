import type { ChargerRoot } from "#domain/certificates/charger-certificate.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { certificateReader } from "./certificate-reader.ts";
import { changedBy } from "./change-stamp.ts";
import { toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

/** Every handshake with a certificate of others reads all of them. */
const MOST = 20;

/** The CAs that an operator registered. Throws `charger-root.*` and `version.conflict`. */
export function chargerRootStore(tenant: TenantContext, fleetTable: string) {
  const { operatorId } = tenant;
  const key = keys.chargerRoots(operatorId);
  const read = () => certificateReader(fleetTable).roots(operatorId);

  const write = async (
    before: NonNullable<Awaited<ReturnType<typeof read>>>,
    roots: readonly ChargerRoot[],
    now: string,
  ): Promise<void> => {
    const change = { tableName: fleetTable, key, version: before.version, actor: tenant, now };
    await writeOrRefuse([
      versionConflict({ Update: versionedUpdate({ ...change, fields: { roots } }) }),
    ]);
  };

  return {
    list: async (): Promise<readonly ChargerRoot[]> => (await read())?.roots ?? [],

    async add(root: ChargerRoot, now: string): Promise<void> {
      const before = await read();
      const roots = before?.roots ?? [];
      if (roots.some(({ rootId }) => rootId === root.rootId)) {
        throw new DomainError("charger-root.already-exists", "This CA is registered already.");
      }
      if (roots.length >= MOST) {
        throw new DomainError("charger-root.invalid", `There are ${MOST} CAs already.`);
      }
      if (before) return write(before, [...roots, root], now);
      const life = { createdAt: now, updatedAt: now, version: 1 };
      const item = { ...key, operatorId, roots: [root], ...life, ...changedBy(tenant) };
      const Put = {
        TableName: fleetTable,
        Item: toItem(item),
        ConditionExpression: "attribute_not_exists(pk)",
      };
      await writeOrRefuse([versionConflict({ Put })]);
    },

    async remove(rootId: string, now: string): Promise<void> {
      const before = await read();
      const left = before?.roots.filter((root) => root.rootId !== rootId) ?? [];
      if (!before || left.length === before.roots.length) {
        throw new DomainError("charger-root.not-found", "There is no such CA.");
      }
      await write(before, left, now);
    },
  };
}
