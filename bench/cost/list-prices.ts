/** List prices of us-east-1 in USD per unit, November 2026; verify with the calculator before quoting them. */
export const LIST_PRICES = {
  webSocketMessage: 1.0e-6,
  connectionMinute: 0.25e-6,
  invocation: 0.2e-6,
  lambdaGigabyteSecond: 0.0000133334,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  storedGigabyteMonth: 0.25,
  recoverableGigabyteMonth: 0.2,
  customEvent: 1.0e-6,
  logGigabyte: 0.5,
  trace: 5.0e-6,
  edgeRequest: 1.0e-6,
} as const;
