/** What the kinds of things of the Fleet table share, where they are not about people. */
export const device = {
  table: "Fleet",
  dataSet: "device",
  legalBasis: "not-personal",
  recipients: [],
} as const;
