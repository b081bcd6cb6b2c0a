import type { TableAccesses } from "./tables.ts";

interface RestFunction {
  /** What its tenant role may do, in the partitions of one operator. */
  readonly tables?: TableAccesses;
  /** What the function itself may do: find out who is calling. */
  readonly own?: TableAccesses;
  readonly timeoutSeconds?: number;
  /** Whether it seals credentials, in the session of an operator; it opens none. */
  readonly sealsCredentials?: true;
  /** Whose sign-in it believes; the staff's where nothing is said. Guests have none. */
  readonly callers?: "drivers" | "guests";
  /** Whether it seals and opens codes of connectors, and says where their pages are. */
  readonly usesCodes?: true;
  /** Whether it opens credentials of integrations. */
  readonly opensCredentials?: true;
  /** Whether it takes what browsers got from reCAPTCHA, and says what they load for it. */
  readonly judgesBrowsers?: true;
  /** Whether it sends mails. */
  readonly sendsMail?: true;
  /** What it may do to accounts of the staff's user pool, in Cognito's words. */
  readonly accountActions?: readonly string[];
  /** Whether it makes and removes API clients where they get their tokens. */
  readonly makesApiClients?: true;
  /** Whether it tries KMS keys that operators bring. */
  readonly triesCustomerKeys?: true;
  /** Whether it queues deliveries to webhooks. */
  readonly queuesWebhooks?: true;
  /** Whether it reads the sealed copy of the audit journal, and signs exports. */
  readonly attestsAudit?: true;
}

/** Who somebody is, which is read before anybody is let in. */
const STANDINGS: TableAccesses = { Directory: ["lookup"] };
/** When somebody last used their place, and that somebody was refused. */
const NOTES: TableAccesses = { Directory: ["update"], Security: ["update"] };
/** Writes that clients may repeat. */
const REMEMBERED: TableAccesses = { ...NOTES, Directory: ["write"] };
/** The same, and what the resource keeps there. */
const DIRECTORY: TableAccesses = { ...NOTES, Directory: ["read", "write"] };
/** A tariff counts who refers to it, so that it cannot be deleted under a charger. */
const FLEET: TableAccesses = { ...DIRECTORY, Fleet: ["read", "write"], Charging: ["update"] };
const CHARGING: TableAccesses = { ...REMEMBERED, Charging: ["read", "write"] };

/** What may have to wait for a second person. */
const APPROVALS: TableAccesses = { Security: ["write"] };

/** Drivers, and who looked at them. */
const PEOPLE: TableAccesses = { ...REMEMBERED, People: ["read", "write"] };
/** What a person's own data consists of. */
const OWN_DATA: TableAccesses = {
  ...DIRECTORY,
  People: ["read", "write"],
  Charging: ["read"],
  Security: ["read", "update"],
};

/** Those of the second stack: who may do what, and how it is proven. */
export const ACCESS_FUNCTIONS: ReadonlySet<string> = new Set([
  "rest-access",
  "rest-api-clients",
  "rest-approvals",
  "rest-audit",
  "rest-exports",
  "rest-grants",
  "rest-integrations",
  "rest-keys",
  "rest-members",
  "rest-roles",
  "rest-webhooks",
]);

/** What each REST function needs: its resource's tables, and Directory. */
export const REST_FUNCTIONS: Readonly<Record<string, RestFunction>> = {
  "rest-platform": {},
  "rest-isolation-probes": { tables: { ...NOTES, Security: ["read", "update"] }, own: STANDINGS },
  // A change of the operator's tariff reaches every charger that names none of its own.
  // A SystemAdmin sees all operators, each in its own partition.
  "rest-operators": { tables: { ...FLEET, ...APPROVALS }, own: { Directory: ["read"] } },
  "rest-sites": { tables: FLEET, own: STANDINGS },
  // Whether a charger is charging decides whether it may be removed.
  "rest-chargers": { tables: { ...FLEET, Charging: ["read", "update"] }, own: STANDINGS },
  // Whose minimum counts is read at the site and the operator; below it takes a second person.
  "rest-charger-security": {
    tables: {
      ...DIRECTORY,
      ...APPROVALS,
      Fleet: ["read", "append", "update"],
      Charging: [],
    },
    own: STANDINGS,
  },
  "rest-tokens": { tables: CHARGING, own: STANDINGS },
  "rest-tariffs": { tables: { ...CHARGING, ...DIRECTORY, ...APPROVALS }, own: STANDINGS },
  "rest-sessions": {
    tables: { ...REMEMBERED, Charging: ["read", "update"] },
    own: STANDINGS,
  },
  // A token names the driver whose it is.
  "rest-drivers": { tables: { ...PEOPLE, Charging: ["lookup", "update"] }, own: STANDINGS },
  "rest-consents": { tables: PEOPLE, own: STANDINGS },
  "rest-data-requests": { tables: OWN_DATA, own: STANDINGS },
  "rest-keys": {
    tables: { ...PEOPLE, ...DIRECTORY, ...APPROVALS },
    own: STANDINGS,
    triesCustomerKeys: true,
  },
  "rest-me": {
    tables: OWN_DATA,
    own: { ...STANDINGS, People: ["lookup"] },
    callers: "drivers",
  },
  // What a leaver asked others to approve is withdrawn.
  // So are the cards that the leaver holds looked up, and sites that roles are given for.
  "rest-members": {
    tables: {
      ...DIRECTORY,
      Security: ["read", "write"],
      Charging: ["read"],
      Fleet: ["lookup"],
    },
    own: STANDINGS,
    accountActions: [
      "AdminCreateUser",
      "AdminEnableUser",
      "AdminGetUser",
      "AdminUserGlobalSignOut",
    ],
  },
  // A change of a role waits for a second person.
  "rest-roles": { tables: { ...DIRECTORY, Security: ["write"] }, own: STANDINGS },
  "rest-grants": { tables: { ...DIRECTORY, Fleet: ["lookup"] }, own: STANDINGS },
  "rest-access": {
    tables: { ...DIRECTORY, Security: ["read", "write"] },
    own: STANDINGS,
    accountActions: ["AdminUserGlobalSignOut"],
  },
  "rest-approvals": { tables: { ...DIRECTORY, Security: ["read", "write"] }, own: STANDINGS },
  // A refund above the limit waits for a second person.
  "rest-payments": {
    tables: { ...DIRECTORY, ...APPROVALS, Payments: ["read", "create", "update"] },
    own: STANDINGS,
  },
  // It believes a signature and nobody's token.
  "rest-psp-notices": {
    tables: { Directory: ["lookup"], Payments: ["update"] },
    opensCredentials: true,
  },
  "rest-integrations": {
    tables: { ...DIRECTORY, ...APPROVALS },
    own: STANDINGS,
    sealsCredentials: true,
  },
  "rest-webhooks": {
    tables: DIRECTORY,
    own: STANDINGS,
    sealsCredentials: true,
    queuesWebhooks: true,
  },
  // A program that may do more than read waits for a second person.
  "rest-api-clients": {
    // The sites of a program must be there.
    tables: { ...DIRECTORY, ...APPROVALS, Fleet: ["lookup"] },
    own: STANDINGS,
    makesApiClients: true,
  },
  // Who holds a genuine code or handle is let in, and writes only what is new or is their own attempt.
  "rest-adhoc": {
    tables: {
      Directory: ["lookup"],
      Fleet: ["lookup"],
      Charging: ["lookup", "append", "update"],
      People: ["append"],
      Security: ["append", "update"],
    },
    callers: "guests",
    usesCodes: true,
    judgesBrowsers: true,
  },
  "rest-adhoc-progress": {
    tables: { Charging: ["read"], Payments: ["lookup"], Security: ["update"] },
    callers: "guests",
    usesCodes: true,
  },
  "rest-adhoc-receipts": {
    tables: {
      Directory: ["lookup"],
      Fleet: ["lookup"],
      Charging: ["lookup", "update"],
      Payments: ["lookup"],
      People: ["lookup"],
      Security: ["update"],
    },
    callers: "guests",
    usesCodes: true,
    sendsMail: true,
  },
  "rest-connector-sheets": {
    tables: { ...NOTES, Directory: ["lookup", "update"], Fleet: ["read"] },
    own: STANDINGS,
    usesCodes: true,
  },
  "rest-adhoc-settings": {
    tables: { ...DIRECTORY, Charging: ["read", "append"], Security: ["read", "write"] },
    own: STANDINGS,
  },
  "rest-connector-codes": {
    tables: { ...REMEMBERED, Fleet: ["read", "write"] },
    own: STANDINGS,
    usesCodes: true,
  },
  // It reads everything that an operator has.
  "rest-exports": {
    tables: { ...DIRECTORY, ...APPROVALS, Fleet: ["read"], Charging: ["read"] },
    own: STANDINGS,
  },
  "rest-audit": {
    tables: { ...REMEMBERED, Audit: ["read"], Charging: ["read"], Fleet: ["read"] },
    own: STANDINGS,
    attestsAudit: true,
  },
  // Which chargers there are it reads from the whole fleet; a second person may have to agree.
  "rest-command-jobs": {
    tables: { ...DIRECTORY, ...APPROVALS, Fleet: ["read", "write"] },
    own: STANDINGS,
    timeoutSeconds: 29,
  },
  // They ask chargers, and may wait for the answer.
  "rest-smart-charging": {
    tables: { ...REMEMBERED, Fleet: ["read", "create"], Charging: ["lookup"] },
    own: STANDINGS,
    timeoutSeconds: 29,
  },
  "rest-reservations": {
    tables: {
      ...REMEMBERED,
      Fleet: ["lookup", "create"],
      Charging: ["read", "create", "delete"],
    },
    own: STANDINGS,
    timeoutSeconds: 29,
  },
  "rest-local-lists": {
    tables: { ...REMEMBERED, Fleet: ["lookup", "create"], Charging: ["read"] },
    own: STANDINGS,
  },
  // It may wait for a charger's answer as long as API Gateway waits for it.
  "rest-commands": {
    tables: { ...REMEMBERED, Fleet: ["read", "write"] },
    own: STANDINGS,
    timeoutSeconds: 29,
  },
};
