import type { Key } from "./keys.ts";

/** The keys of drivers and of what hangs on them: the People table's, and their looks in the Security table. */
export const peopleKeys = {
  driver: (operatorId: string, driverId: string): Key => ({
    pk: operatorId,
    sk: `DRIVER#${driverId}`,
  }),
  /** An item of its own for each value that a driver is found by, so that it can go without a trace. */
  driverLookup: (operatorId: string, kind: string, index: string, driverId: string): Key => ({
    pk: operatorId,
    sk: `FIND#${kind}#${index}#${driverId}`,
  }),
  driverAccount: (operatorId: string, subject: string): Key => ({
    pk: operatorId,
    sk: `ACCOUNT#${subject}`,
  }),
  accountCode: (operatorId: string, digest: string): Key => ({
    pk: operatorId,
    sk: `CODE#${digest}`,
  }),
  driverToken: (operatorId: string, driverId: string, tokenRef: string): Key => ({
    pk: driverPartition(operatorId, driverId),
    sk: `TOKEN#${tokenRef}`,
  }),
  driverSession: (
    operatorId: string,
    driverId: string,
    startedAt: string,
    sessionId: string,
  ): Key => ({
    pk: driverPartition(operatorId, driverId),
    sk: `SESSION#${startedAt}#${sessionId}`,
  }),
  consent: (
    operatorId: string,
    driverId: string,
    purpose: string,
    at: string,
    digest: string,
  ): Key => ({
    pk: driverPartition(operatorId, driverId),
    sk: `CONSENT#${purpose}#${at}#${digest}`,
  }),
  /** In the Security table: who looked at one driver. */
  driverLook: (operatorId: string, driverId: string, at: string, digest: string): Key => ({
    pk: driverPartition(operatorId, driverId),
    sk: `ACCESS#${at}#${digest}`,
  }),
  notice: (operatorId: string, noticeId: string): Key => ({
    pk: operatorId,
    sk: `NOTICE#${noticeId}`,
  }),
  dataRequest: (operatorId: string, dataRequestId: string): Key => ({
    pk: operatorId,
    sk: `REQUEST#${dataRequestId}`,
  }),
  requestOfDriver: (operatorId: string, driverId: string, dataRequestId: string): Key => ({
    pk: driverPartition(operatorId, driverId),
    sk: `REQUEST#${dataRequestId}`,
  }),
  erasure: (operatorId: string, driverId: string): Key => ({
    pk: operatorId,
    sk: `ERASURE#${driverId}`,
  }),
  certificate: (operatorId: string, certificateId: string): Key => ({
    pk: operatorId,
    sk: `CERTIFICATE#${certificateId}`,
  }),
  retention: (operatorId: string): Key => ({ pk: operatorId, sk: "RETENTION" }),
} as const;

/** The partition of all that hangs on one driver. */
export function driverPartition(operatorId: string, driverId: string): string {
  return `${operatorId}#DRIVER#${driverId}`;
}
