import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHARGER_ACTIONS, CSMS_ACTIONS, OCPP_VERSIONS, type OcppVersion } from "#ocpp/actions.ts";
import { SCHEMA_FILES } from "#tools/generate-ocpp/stamp.ts";

const ROOT = new URL("../../", import.meta.url);
const inRepository = (path: string) => new URL(path, ROOT);
/** Functions of the WebSocket API that no action names. */
const OTHER_ROUTES = ["connect", "default", "disconnect"];
const VERSION_NAMES = { "ocpp1.6": "1.6", "ocpp2.0.1": "2.0.1" } as const satisfies Record<
  OcppVersion,
  string
>;

const section = (title: string) =>
  readFileSync(inRepository("docs/ocpp.md"), "utf8")
    .split(/^## /m)
    .find((text) => text.startsWith(`${title}\n`)) ?? "";

/** The cells of a section's table, without its head. */
const rowsOf = (title: string) =>
  section(title)
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const expectedRows = (actions: readonly { action: string; versions: readonly OcppVersion[] }[]) =>
  actions.flatMap(({ action, versions }) =>
    versions.map((version) => `${action} ${VERSION_NAMES[version]}`),
  );

describe.each(CHARGER_ACTIONS)("$action", ({ action, folder, versions }) => {
  const source = `functions/ocpp/${folder}/handler.ts`;

  it("has a function of its own that is made for it", () => {
    expect(readFileSync(inRepository(source), "utf8")).toContain(`action: "${action}"`);
  });

  it("has a route for each of its versions, and no other", () => {
    const text = readFileSync(inRepository(source), "utf8");

    const routed = Object.keys(VERSION_NAMES).filter((version) => text.includes(`"${version}": `));

    expect(routed).toEqual(versions);
  });

  it("has a unit test of its function", () => {
    expect(existsSync(inRepository(`test/unit/functions/ocpp/${folder}/handler.test.ts`))).toBe(
      true,
    );
  });
});

it("has no function for an action that is not in the table", () => {
  const folders = readdirSync(inRepository("functions/ocpp"));

  const expected = [...CHARGER_ACTIONS.map(({ folder }) => folder), ...OTHER_ROUTES];

  expect(folders.toSorted()).toEqual(expected.toSorted());
});

describe.each(OCPP_VERSIONS)("%s", (version) => {
  const inVersion = (actions: readonly { action: string; versions: readonly OcppVersion[] }[]) =>
    actions.filter(({ versions }) => versions.includes(version)).map(({ action }) => action);

  it("has every action of its official schemas in one direction, and no other; DataTransfer goes both ways", () => {
    const schemas = JSON.parse(readFileSync(SCHEMA_FILES[version], "utf8")) as { $id: string }[];
    const official = schemas
      .filter(({ $id }) => $id.endsWith(".req"))
      .map(({ $id }) => $id.slice("urn:".length, -".req".length));

    const listed = [...inVersion(CHARGER_ACTIONS), ...inVersion(CSMS_ACTIONS)];

    expect(listed.toSorted()).toEqual([...official, "DataTransfer"].toSorted());
  });
});

it("documents each action of a charger and version once, with what it does", () => {
  const rows = rowsOf("From the charger");

  expect(rows.map(([action, version]) => `${action} ${version}`)).toEqual(
    expectedRows(CHARGER_ACTIONS),
  );
  expect(rows.filter(([, , what]) => !what)).toEqual([]);
});

it("documents each action to a charger and version once, with its deadline and what happens offline", () => {
  const rows = rowsOf("To the charger");
  const words = { fail: "fails", queue: "waits" } as const;

  const expected = CSMS_ACTIONS.flatMap((row) =>
    row.versions.map((version) => [
      row.action,
      VERSION_NAMES[version],
      `${row.deadlineSeconds} s`,
      words[row.whenOffline],
      row.isSafeToRepeat ? "again" : "fails",
    ]),
  );

  expect(rows.map((cells) => cells.slice(0, 5))).toEqual(expected);
  expect(rows.filter((cells) => !cells[5])).toEqual([]);
});
