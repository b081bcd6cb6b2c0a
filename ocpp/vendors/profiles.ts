/**
 * What makes of chargers are known for. A deviation that its profile names is no news of a charger: it is mended and
 * listed as any other, and does not lower the charger's conformance score.
 */
export interface VendorProfile {
  readonly name: string;
  /** Words in what BootNotification says, in lower case: all of them must be in vendor or model. */
  readonly matches: readonly string[];
  readonly quirks: readonly Quirk[];
}

/** A kind of deviation in the messages of an action; of every action where none is named. */
export interface Quirk {
  readonly action?: string;
  readonly kind: string;
  readonly what: string;
  readonly source: string;
}

export const VENDOR_PROFILES: readonly VendorProfile[] = [
  {
    name: "Alfen",
    matches: ["alfen"],
    quirks: [
      {
        action: "MeterValues",
        kind: "unknown-value",
        what: "contexts of readings beside the list",
        source: "lbbrhzn/ocpp issue 361",
      },
      {
        kind: "out-of-range",
        what: "transaction id 9223372036854775807",
        source: "steve-community/steve issue 740",
      },
    ],
  },
  {
    name: "Chago",
    matches: ["chago"],
    quirks: [
      {
        kind: "clock-ahead",
        what: "local time called UTC",
        source: "steve-community/steve issue 136",
      },
    ],
  },
  {
    name: "Charge Amps Halo",
    matches: ["charge", "amps", "halo"],
    quirks: [
      {
        action: "MeterValues",
        kind: "spelling",
        what: "the unit Hz",
        source: "lbbrhzn/ocpp issue 1576",
      },
    ],
  },
  {
    name: "FoxESS",
    matches: ["foxess"],
    quirks: [
      { kind: "other-version", what: "1.6 bodies on 2.0.1", source: "lbbrhzn/ocpp issue 2008" },
      {
        action: "StatusNotification",
        kind: "spelling",
        what: "1.6 states on 2.0.1",
        source: "lbbrhzn/ocpp issue 2008",
      },
    ],
  },
  {
    name: "Growatt",
    matches: ["growatt"],
    quirks: [
      { kind: "time-format", what: "times without a zone", source: "evcc-io/evcc issue 10399" },
      { kind: "zone-missing", what: "times without a zone", source: "evcc-io/evcc issue 10399" },
    ],
  },
  {
    name: "Huawei",
    matches: ["huawei"],
    quirks: [
      {
        action: "MeterValues",
        kind: "not-a-list",
        what: "one object where a list belongs",
        source: "lbbrhzn/ocpp issue 1144",
      },
    ],
  },
  {
    name: "Legrand",
    matches: ["legrand"],
    quirks: [
      {
        action: "StatusNotification",
        kind: "spelling",
        what: "the error code Error",
        source: "lbbrhzn/ocpp issue 1248",
      },
    ],
  },
  {
    name: "OpenEVSE",
    matches: ["openevse"],
    quirks: [
      {
        action: "MeterValues",
        kind: "wrong-type",
        what: "values as numbers",
        source: "lbbrhzn/ocpp issue 210",
      },
    ],
  },
  {
    name: "Schneider Electric",
    matches: ["schneider"],
    quirks: [
      {
        action: "BootNotification",
        kind: "too-long",
        what: "serial numbers of 30 characters",
        source: "lbbrhzn/ocpp issue 213",
      },
    ],
  },
  {
    name: "Sigenergy",
    matches: ["sigen"],
    quirks: [
      { kind: "too-long", what: "tags of 21 characters", source: "lbbrhzn/ocpp issue 1803" },
    ],
  },
];

/** The profile of a charger by what it says of itself; undefined for a make that is known for nothing. */
export function vendorProfileOf(
  boot: { readonly vendor: string; readonly model: string } | undefined,
): VendorProfile | undefined {
  if (boot === undefined) return undefined;
  const said = `${boot.vendor} ${boot.model}`.toLowerCase();
  return VENDOR_PROFILES.find(({ matches }) => matches.every((word) => said.includes(word)));
}

/** What a profile says of this kind of deviation for this action, if anything. */
export function quirkOf(
  profile: VendorProfile | undefined,
  { action, kind }: { readonly action: string; readonly kind: string },
): Quirk | undefined {
  return profile?.quirks.find(
    (quirk) => quirk.kind === kind && (quirk.action === undefined || quirk.action === action),
  );
}
