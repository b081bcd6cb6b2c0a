import { BUILT_IN_ROLES } from "../access/built-in-roles.ts";
import type { DataSet, Protection, Retention, StoredKind } from "./data-map/declare.ts";
import { DATA_MAP } from "./data-map.ts";

/** One attribute of one kind of item, as the data map tells it to people and programs. */
export interface DataMapRow {
  readonly table: string;
  readonly item: string;
  readonly what: string;
  readonly attribute: string;
  readonly protection: Protection;
  readonly dataSet: DataSet;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly retention: string;
  readonly recipients: readonly string[];
  readonly roles: readonly string[];
}

/** One processing activity (GDPR Art. 30, the fields of a VERBİS entry). */
export interface ProcessingRow {
  readonly activity: string;
  readonly purpose: string;
  readonly subjects: string;
  readonly categories: string;
  readonly legalBasis: string;
  readonly recipients: readonly string[];
  readonly retention: string;
  readonly measures: readonly string[];
}

const SUBJECTS: Readonly<Record<DataSet, string>> = {
  driver: "drivers",
  payment: "drivers",
  device: "drivers, by the sessions that they have at a charger",
  operator: "staff of the operator",
  regulatory: "staff of the operator and drivers",
};

/** The whole data map, a row for each attribute. */
export function dataMapRows(): readonly DataMapRow[] {
  return DATA_MAP.flatMap((kind) =>
    Object.entries(kind.attributes).flatMap(([protection, names]) =>
      names.map((attribute) => ({
        table: kind.table,
        item: kind.sortKey,
        what: kind.what,
        attribute,
        protection: protection as Protection,
        dataSet: kind.dataSet,
        purpose: kind.purpose,
        legalBasis: kind.legalBasis,
        retention: retentionOf(kind.retention),
        recipients: kind.recipients,
        roles: rolesOf(kind),
      })),
    ),
  );
}

/** The record of processing activities, from what is personal in the data map. */
export function processingRows(): readonly ProcessingRow[] {
  return DATA_MAP.filter(({ legalBasis }) => legalBasis !== "not-personal").map((kind) => ({
    activity: `${kind.table}: ${kind.what}`,
    purpose: kind.purpose,
    subjects: SUBJECTS[kind.dataSet],
    categories: Object.values(kind.attributes).flat().join(", "),
    legalBasis: kind.legalBasis,
    recipients: kind.recipients,
    retention: retentionOf(kind.retention),
    measures: measuresOf(kind),
  }));
}

function retentionOf(retention: Retention): string {
  return "days" in retention ? `${retention.days} days` : `until ${retention.until}`;
}

/** The platform's own roles that may see it; an operator's own roles follow their permissions. */
function rolesOf({ seenWith }: StoredKind): readonly string[] {
  return BUILT_IN_ROLES.filter(({ permissions }) =>
    seenWith.some((permission) => permissions.includes(permission)),
  ).map(({ roleId }) => roleId);
}

function measuresOf({ attributes }: StoredKind): readonly string[] {
  const { sealed = [], "blind-index": indexed = [], hash = [] } = attributes;
  return [
    "encrypted at rest",
    "separated by operator",
    ...(sealed.length > 0 ? [`sealed: ${sealed.join(", ")}`] : []),
    ...(indexed.length > 0 ? [`pseudonymised: ${indexed.join(", ")}`] : []),
    ...(hash.length > 0 ? [`digest only: ${hash.join(", ")}`] : []),
  ];
}
