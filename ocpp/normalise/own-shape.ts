import type { OcppVersion } from "../actions.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A message of 1.6 that has a name in 2.0.1 too: by which fields it is known, and what it says in 2.0.1's. */
interface OlderShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly inOwn: (fields: Fields) => Fields;
}

const OLDER_SHAPES: Readonly<Record<string, OlderShape>> = {
  Authorize: {
    required: ["idTag"],
    optional: [],
    inOwn: ({ idTag }) => ({ idToken: { idToken: idTag, type: "ISO14443" } }),
  },
  BootNotification: {
    required: ["chargePointVendor", "chargePointModel"],
    optional: [
      "chargePointSerialNumber",
      "chargeBoxSerialNumber",
      "firmwareVersion",
      "iccid",
      "imsi",
      "meterType",
      "meterSerialNumber",
    ],
    inOwn: (fields) => ({
      reason: "Unknown",
      chargingStation: {
        vendorName: fields["chargePointVendor"],
        model: fields["chargePointModel"],
        serialNumber: fields["chargePointSerialNumber"] ?? fields["chargeBoxSerialNumber"],
        firmwareVersion: fields["firmwareVersion"],
        modem: { iccid: fields["iccid"], imsi: fields["imsi"] },
      },
    }),
  },
  MeterValues: {
    required: ["connectorId", "meterValue"],
    optional: ["transactionId"],
    inOwn: ({ connectorId, meterValue }) => ({
      evseId: connectorId,
      meterValue: each(meterValue, (entry) => ({
        ...entry,
        sampledValue: each(entry["sampledValue"], sampleInOwn),
      })),
    }),
  },
  StatusNotification: {
    required: ["connectorId", "status"],
    optional: ["errorCode", "info", "timestamp", "vendorId", "vendorErrorCode"],
    // A 1.6 connector is an EVSE of its own, and its number 0 is the station.
    inOwn: ({ connectorId, status, timestamp }) => ({
      timestamp,
      connectorStatus: status,
      evseId: connectorId,
      connectorId: Number(connectorId) === 0 ? 0 : 1,
    }),
  },
};

/**
 * A payload that a 2.0.1 charger wrote as 1.6 has it, in 2.0.1's shape; undefined for any other. Only where every field is
 * one of 1.6's and those that 1.6 demands are there, so that nothing is ambiguous.
 */
export function inOwnShape(
  version: OcppVersion,
  action: string,
  payload: unknown,
): Fields | undefined {
  const shape = Object.hasOwn(OLDER_SHAPES, action) ? OLDER_SHAPES[action] : undefined;
  if (version !== "ocpp2.0.1" || shape === undefined || !isFields(payload)) return undefined;
  const known = [...shape.required, ...shape.optional];
  const isOlder =
    shape.required.every((name) => Object.hasOwn(payload, name)) &&
    Object.keys(payload).every((name) => known.includes(name));
  return isOlder ? withoutUndefined(shape.inOwn(payload)) : undefined;
}

function sampleInOwn({ unit, format, ...sample }: Fields): Fields {
  // A signature is no number, so whatever it is, it falls away when the sample is read.
  return { ...sample, ...(unit !== undefined && { unitOfMeasure: { unit } }) };
}

function each(list: unknown, change: (fields: Fields) => Fields): unknown {
  if (Array.isArray(list)) return list.map((item) => (isFields(item) ? change(item) : item));
  return isFields(list) ? [change(list)] : list;
}

function withoutUndefined(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, isFields(value) ? withoutUndefined(value) : value]),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
