import { accountLinkStore } from "#adapters/dynamodb/account-link-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { linkAccount } from "#contracts/rest/me.ts";
import { DomainError } from "#domain/errors.ts";
import { codeDigest } from "#functions/shared/account-code.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { route } from "#functions/shared/rest-route.ts";

const { peopleTable } = peopleTables;

export const accountRoutes = [
  route(linkAccount, async ({ context, body, receivedAt }) => {
    const links = accountLinkStore(context, peopleTable);
    const digest = codeDigest(context.operatorId, body.code);
    const driverId = await links.driverOfCode(digest, receivedAt);
    const driver = await driverStore(context, peopleTable).lookUp(driverId);
    if (driver?.state !== "active") {
      throw new DomainError("driver.code-invalid", "The code is wrong, used or over.");
    }
    if (driver.accountSubject !== undefined) {
      throw new DomainError("driver.already-linked", "The driver has an account.");
    }
    await links.link(driver, digest, receivedAt);
    return { body: { driverId } };
  }),
];
