import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { deletion, type StoredDriver } from "./driver-store.ts";
import { keys } from "./keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

const COUNTS_SECONDS = 86_400;

interface AccountCode {
  readonly driverId: string;
  readonly expiresAt: string;
}

/** Which sign-in belongs to which driver of an operator, and the codes that make it so. */
export function accountLinkStore(
  tenant: Pick<TenantContext, "operatorId" | "subject" | "requestId">,
  peopleTable: string,
) {
  const { operatorId } = tenant;
  return {
    /** Keeps a digest of a code for a day; the code before it counts no more. Gives until when. */
    async giveCode(driver: StoredDriver, digest: string, now: string): Promise<string> {
      const expiresAt = new Date(Date.parse(now) + COUNTS_SECONDS * 1000).toISOString();
      const code: AccountCode = { driverId: driver.driverId, expiresAt };
      await dynamo.send(
        new PutItemCommand({
          TableName: peopleTable,
          Item: toItem({
            ...keys.accountCode(operatorId, digest),
            operatorId,
            ...code,
            ...changedBy(tenant),
            ttl: ttlAfter(expiresAt, 0),
          }),
        }),
      );
      return expiresAt;
    },

    /** The driver whose code has the digest. Throws `driver.code-invalid`. */
    async driverOfCode(digest: string, now: string): Promise<string> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: peopleTable,
          Key: toItem(keys.accountCode(operatorId, digest)),
          ConsistentRead: true,
        }),
      );
      const code = Item && fromItem<AccountCode>(Item);
      if (!code || code.expiresAt <= now) throw codeInvalid();
      return code.driverId;
    },

    /** Links the caller with a driver and uses the code up. Throws `driver.code-invalid` and `driver.already-linked`. */
    async link(driver: StoredDriver, digest: string, now: string): Promise<void> {
      const { driverId } = driver;
      const { subject } = tenant;
      const actor = { ...tenant, driverId };
      const taken = { code: "driver.already-linked", message: "There is a link already." } as const;
      const Update = versionedUpdate({
        tableName: peopleTable,
        key: keys.driver(operatorId, driverId),
        version: driver.version,
        fields: { accountSubject: subject, lastActiveAt: now },
        actor,
        now,
      });
      const used: RefusableWrite = {
        item: {
          Delete: {
            ...deletion(peopleTable, keys.accountCode(operatorId, digest)),
            ConditionExpression: "driverId = :driver",
            ExpressionAttributeValues: toItem({ ":driver": driverId }),
          },
        },
        code: "driver.code-invalid",
        message: "The code was used.",
      };
      const account = {
        Put: {
          TableName: peopleTable,
          Item: toItem({
            ...keys.driverAccount(operatorId, subject),
            operatorId,
            driverId,
            linkedAt: now,
            ...changedBy(actor),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      await writeOrRefuse([used, { item: account, ...taken }, versionConflict({ Update })]);
    },

    /** Safe to repeat. */
    async unlink(subject: string): Promise<void> {
      await dynamo.send(
        new DeleteItemCommand(deletion(peopleTable, keys.driverAccount(operatorId, subject))),
      );
    },
  };
}

function codeInvalid(): DomainError {
  return new DomainError("driver.code-invalid", "The code is wrong, used or over.");
}
