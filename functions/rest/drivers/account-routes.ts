import { accountLinkStore } from "#adapters/dynamodb/account-link-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { giveAccountCode, unlinkAccount } from "#contracts/rest/drivers.ts";
import { refuseErased } from "#domain/drivers/change-profile.ts";
import { DomainError } from "#domain/errors.ts";
import { codeDigest } from "#functions/shared/account-code.ts";
import { newId } from "#functions/shared/new-id.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { route } from "#functions/shared/rest-route.ts";

const { peopleTable } = peopleTables;

export const accountRoutes = [
  route(giveAccountCode, async ({ context, params, receivedAt }) => {
    const driver = await driverStore(context, peopleTable).find(params.driverId);
    refuseErased(driver);
    if (driver.accountSubject !== undefined) {
      throw new DomainError("driver.already-linked", "The driver has an account.");
    }
    const code = newId();
    const digest = codeDigest(context.operatorId, code);
    const expiresAt = await accountLinkStore(context, peopleTable).giveCode(
      driver,
      digest,
      receivedAt,
    );
    return { body: { code: code.match(/.{4}/g)?.join("-") ?? code, expiresAt } };
  }),

  route(unlinkAccount, async ({ context, params, receivedAt }) => {
    const store = driverStore(context, peopleTable);
    const driver = await store.find(params.driverId);
    if (driver.accountSubject === undefined) return {};
    await accountLinkStore(context, peopleTable).unlink(driver.accountSubject);
    await store.change(driver, { accountSubject: null }, receivedAt);
    return {};
  }),
];
