/**
 * Words of vendors that are none of the schema's, and what they mean. A row counts where the schema of its field has
 * the word that it means. Spellings that differ in case, blanks and separators only need no row.
 */
export interface Spelling {
  readonly field: string;
  /** In lower case without blanks around it; absent for every word that no other row and no list knows. */
  readonly sent?: string;
  /** Absent where the field says nothing beside the neighbour, and is left out. */
  readonly means?: string;
  /** Only where a field beside it has this value. */
  readonly beside?: { readonly field: string; readonly value: string };
  /** Where it was seen. */
  readonly source: string;
}

export const SPELLINGS: readonly Spelling[] = [
  {
    field: "errorCode",
    sent: "error",
    means: "OtherError",
    source: "Legrand; lbbrhzn/ocpp issue 1248",
  },
  { field: "errorCode", means: "OtherError", source: "vendors' own codes; 1.6 §7.6 OtherError" },
  {
    field: "unit",
    sent: "hz",
    beside: { field: "measurand", value: "Frequency" },
    source: "Charge Amps Halo; lbbrhzn/ocpp issue 1576",
  },
  { field: "unit", sent: "%", means: "Percent", source: "state of charge of several makes" },
  {
    field: "unit",
    sent: "°c",
    means: "Celsius",
    source: "as Percent; 1.6 itself takes Celcius too",
  },
  {
    field: "status",
    sent: "occupied",
    means: "Preparing",
    source: "1.5's word on 1.6: a plug, and no transaction that we were told of",
  },
  {
    field: "connectorStatus",
    sent: "preparing",
    means: "Occupied",
    source: "FoxESS; lbbrhzn/ocpp issue 2008",
  },
  { field: "connectorStatus", sent: "charging", means: "Occupied", source: "as Preparing" },
  { field: "connectorStatus", sent: "suspendedev", means: "Occupied", source: "as Preparing" },
  { field: "connectorStatus", sent: "suspendedevse", means: "Occupied", source: "as Preparing" },
  { field: "connectorStatus", sent: "finishing", means: "Occupied", source: "as Preparing" },
  { field: "chargingRateUnit", sent: "power", means: "W", source: "evcc charger/ocpp/cp_setup.go" },
  { field: "chargingRateUnit", sent: "current", means: "A", source: "as Power" },
  { field: "reason", means: "Other", source: "free-text stop reasons; 1.6 §7.36 Other" },
  { field: "stoppedReason", means: "Other", source: "as reason" },
  {
    field: "reason",
    means: "Unknown",
    source: "vendors' own boot reasons; 2.0.1 BootReasonEnumType",
  },
  {
    field: "type",
    means: "ISO14443",
    source: "kinds of token beside the list: nearly always a card",
  },
];
