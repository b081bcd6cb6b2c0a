import type { OcppVersion } from "#domain/fleet/charger.ts";

/** What the demonstration shows of one operator; facts only, no secrets. */
export interface DemoOperator {
  readonly operatorId: string;
  readonly name: string;
  readonly countryCode: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly tariff: DemoTariff;
  readonly sites: readonly DemoSite[];
}

/** Prices that drivers see, VAT included, in minor units. */
interface DemoTariff {
  readonly tariffId: string;
  readonly name: string;
  readonly startFeeMinor: number;
  readonly energyMinorPerKwh: number;
  readonly timeMinorPerMinute: number;
  readonly idleMinorPerMinute: number;
  readonly idleGraceMinutes: number;
  readonly vatRateBasisPoints: number;
}

interface DemoSite {
  readonly siteId: string;
  readonly name: string;
  readonly address: string;
  readonly chargers: readonly DemoCharger[];
}

/** `ocppVersion` is what the virtual charger speaks; the platform takes either from any charger. */
interface DemoCharger {
  readonly chargerId: string;
  readonly name: string;
  readonly ocppVersion: OcppVersion;
}

export const DEMO_OPERATORS: readonly DemoOperator[] = [
  {
    operatorId: "demo-a",
    name: "Demo A Şarj",
    countryCode: "TR",
    currency: "TRY",
    timeZone: "Europe/Istanbul",
    tariff: {
      tariffId: "standard",
      name: "Standart",
      startFeeMinor: 0,
      energyMinorPerKwh: 1_149,
      timeMinorPerMinute: 0,
      idleMinorPerMinute: 250,
      idleGraceMinutes: 15,
      vatRateBasisPoints: 2_000,
    },
    sites: [
      {
        siteId: "kadikoy",
        name: "Kadıköy Otopark",
        address: "Kadıköy, İstanbul",
        chargers: [
          { chargerId: "A-AC-1", name: "Kat 1, sol", ocppVersion: "ocpp1.6" },
          { chargerId: "A-AC-2", name: "Kat 1, sağ", ocppVersion: "ocpp2.0.1" },
          { chargerId: "A-DC-1", name: "Giriş, hızlı", ocppVersion: "ocpp1.6" },
        ],
      },
      {
        siteId: "cankaya",
        name: "Çankaya Meydan",
        address: "Çankaya, Ankara",
        chargers: [
          { chargerId: "A-AC-3", name: "Meydan", ocppVersion: "ocpp1.6" },
          { chargerId: "A-DC-2", name: "Meydan, hızlı", ocppVersion: "ocpp2.0.1" },
        ],
      },
    ],
  },
  {
    operatorId: "demo-b",
    name: "Demo B Laden",
    countryCode: "DE",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    tariff: {
      tariffId: "standard",
      name: "Standard",
      startFeeMinor: 35,
      energyMinorPerKwh: 57,
      timeMinorPerMinute: 0,
      idleMinorPerMinute: 10,
      idleGraceMinutes: 120,
      vatRateBasisPoints: 1_900,
    },
    sites: [
      {
        siteId: "mitte",
        name: "Parkhaus Mitte",
        address: "Mitte, Berlin",
        chargers: [
          { chargerId: "B-AC-1", name: "Ebene 1, links", ocppVersion: "ocpp1.6" },
          { chargerId: "B-AC-2", name: "Ebene 1, rechts", ocppVersion: "ocpp2.0.1" },
          { chargerId: "B-DC-1", name: "Einfahrt, schnell", ocppVersion: "ocpp2.0.1" },
        ],
      },
      {
        siteId: "ostbahnhof",
        name: "Ostbahnhof",
        address: "Haidhausen, München",
        chargers: [
          { chargerId: "B-AC-3", name: "Vorplatz", ocppVersion: "ocpp1.6" },
          { chargerId: "B-DC-2", name: "Vorplatz, schnell", ocppVersion: "ocpp2.0.1" },
        ],
      },
    ],
  },
];

/** The cards that each operator has: three good ones, one blocked, one expired. */
export const DEMO_TAGS = [
  { tokenId: "DEMO-TAG-1", status: "valid" },
  { tokenId: "DEMO-TAG-2", status: "valid" },
  { tokenId: "DEMO-TAG-3", status: "valid" },
  { tokenId: "DEMO-TAG-4", status: "blocked" },
  { tokenId: "DEMO-TAG-5", status: "valid", isExpired: true },
] as const;

/** A customer of each operator, who has the first card; the id is always the same, so that an interrupted start can go on. */
export const DEMO_DRIVER = {
  driverId: "demodriver22",
  name: "Demo Driver",
  language: "en",
  tokenId: "DEMO-TAG-1",
} as const;
