import { chargerSettings, type Setting } from "#adapters/dynamodb/charger-settings.ts";
import type { ChargerAddress } from "#domain/commands/command.ts";
import type { ListLimits } from "#domain/local-lists/local-list.ts";

/** 1.6 §9.2; 2.0.1 part 2 LocalAuthListCtrlr. A charger has reported those of its own version. */
const PER_MESSAGE = [
  { component: "Configuration", variable: "SendLocalListMaxLength" },
  { component: "LocalAuthListCtrlr", variable: "ItemsPerMessage" },
];
const ENTRIES = [
  { component: "Configuration", variable: "LocalAuthListMaxLength" },
  { component: "LocalAuthListCtrlr", variable: "Entries" },
];
const BYTES = [{ component: "LocalAuthListCtrlr", variable: "BytesPerMessage" }];

/** What a charger that has told nothing can be expected to take. */
const SANE: ListLimits = { perMessage: 50, maxEntries: 500 };
/** A message of ours stays far below the 32 KB of a frame, an item of ours below DynamoDB's 400 KB. */
const MOST: ListLimits = { perMessage: 100, maxEntries: 2_000 };
/** An entry with a group and a time in 2.0.1's words. */
const BYTES_AN_ENTRY = 250;

/** How much of a local list a charger takes, by what it reported of itself. */
export async function listLimits(fleetTable: string, charger: ChargerAddress): Promise<ListLimits> {
  const settings = await chargerSettings(fleetTable, charger, [
    ...PER_MESSAGE,
    ...ENTRIES,
    ...BYTES,
  ]);
  const told = (names: readonly { readonly variable: string }[]) =>
    settings.find(({ variable }) => names.some((name) => name.variable === variable));
  const bytes = wholeNumber(told(BYTES)?.value) ?? Number.POSITIVE_INFINITY;
  const perMessage = wholeNumber(told(PER_MESSAGE)?.value) ?? SANE.perMessage;
  return {
    perMessage: Math.max(
      1,
      Math.min(perMessage, Math.floor(bytes / BYTES_AN_ENTRY), MOST.perMessage),
    ),
    maxEntries: Math.min(mostEntries(told(ENTRIES)) ?? SANE.maxEntries, MOST.maxEntries),
  };
}

/** 2.0.1 has the number of entries there are as value, and the most as its limit; 1.6 has the most as value. */
function mostEntries(setting: Setting | undefined): number | undefined {
  if (setting?.component === "LocalAuthListCtrlr") return setting.maxLimit;
  return wholeNumber(setting?.value);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
