import { consentStore } from "#adapters/dynamodb/consent-store.ts";
import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { driverLookStore } from "#adapters/dynamodb/driver-look-store.ts";
import { driverSessionStore } from "#adapters/dynamodb/driver-session-store.ts";
import { driverTokenStore } from "#adapters/dynamodb/driver-token-store.ts";
import type { PortableSection } from "#domain/data-requests/portable-sections.ts";
import { detailsOf } from "./data-requests.ts";
import { defined } from "./defined.ts";
import { environment } from "./environment.ts";
import { peopleTables } from "./people-tables.ts";
import { readingsSection } from "./portable-readings.ts";
import type { ReadSection } from "./portable-section.ts";
import { portableToken } from "./portable-token.ts";
import { profilesOf } from "./profiles.ts";

const { peopleTable } = peopleTables;
const securityTable = environment("SECURITY_TABLE");

const profile: ReadSection = async ({ context, driver }) => {
  const { address, name, email, phone, plates } = await profilesOf(context).open(driver);
  const { operatorId, driverId, language, restrictedAt, createdAt, lastActiveAt } = driver;
  return {
    items: [
      {
        section: "profile",
        schemaVersion: 1,
        operatorId,
        driverId,
        language,
        objections: [...driver.objections],
        createdAt,
        lastActiveAt,
        ...defined({ name, email, phone, restrictedAt }),
        ...(plates && { plates: [...plates] }),
        ...(address && {
          addressLines: [...address.lines],
          countryCode: address.countryCode,
          ...defined({ postalCode: address.postalCode, city: address.city }),
        }),
      },
    ],
  };
};

const tokens: ReadSection = async ({ context, driver }, limit, after) => {
  const store = driverTokenStore(context, peopleTables);
  const page = await store.list(driver.driverId, limit, after);
  const items = await Promise.all(page.items.map((token) => portableToken(context, token)));
  return { ...page, items: items.filter((item) => item !== undefined) };
};

const sessions: ReadSection = async ({ context, driver }, limit, after) => {
  const store = driverSessionStore(context, peopleTables);
  const page = await store.list(driver.driverId, limit, after, "oldest");
  const found = await store.sessions(page.items);
  return {
    ...page,
    items: found.map(({ cost, sessionId, chargerId, siteId, connectorId, state, ...rest }) => ({
      section: "sessions",
      sessionId,
      chargerId,
      siteId,
      connectorId,
      state,
      startedAt: rest.startedAt,
      ...defined({
        endedAt: rest.endedAt,
        energyWh: rest.energyWh,
        idleSeconds: rest.idleSeconds,
        amountMinor: cost?.amountMinor,
        netMinor: cost?.netMinor,
        vatMinor: cost?.vatMinor,
        currency: cost?.currency,
      }),
    })),
  };
};

const consents: ReadSection = async ({ context, driver }, limit, after) => {
  const page = await consentStore(context, peopleTable).list(driver.driverId, limit, after);
  return {
    ...page,
    items: page.items.map(({ purpose, decision, at, channel, source, noticeId, noticeSha256 }) => ({
      section: "consents",
      purpose,
      decision,
      at,
      channel,
      source,
      ...defined({ noticeId, noticeSha256 }),
    })),
  };
};

const requests: ReadSection = async ({ context, driver }, limit, after) => {
  const page = await dataRequestStore(context, peopleTable).ofDriver(driver.driverId, limit, after);
  const items = page.items.map(async (request) => {
    const { dataRequestId, type, state, receivedAt, dueAt, receipt, refusal } = request;
    return {
      section: "requests",
      dataRequestId,
      type,
      state,
      receivedAt,
      dueAt,
      ...defined({
        details: await detailsOf(context, request),
        answeredAt: receipt?.doneAt ?? refusal?.at,
        refusalReason: refusal?.reason,
      }),
    } as const;
  });
  return { ...page, items: await Promise.all(items) };
};

const looks: ReadSection = async ({ context, driver }, limit, after) => {
  const page = await driverLookStore(context, securityTable).list(driver.driverId, limit, after);
  return {
    ...page,
    items: page.items.map(({ at, by, operationId: what, fields, reason }) => ({
      section: "looks",
      at,
      by,
      what,
      reason,
      ...(fields && { fields: [...fields] }),
    })),
  };
};

/** How each section is read. */
export const READ_SECTION: Readonly<Record<PortableSection, ReadSection>> = {
  profile,
  tokens,
  sessions,
  readings: readingsSection,
  consents,
  requests,
  looks,
};
