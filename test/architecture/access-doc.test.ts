import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BUILT_IN_ROLES } from "#domain/access/built-in-roles.ts";
import { DUTY_CONFLICTS } from "#domain/access/duties.ts";
import { MAXIMUM_GRANT_SECONDS } from "#domain/access/grants.ts";
import { permissionEntry } from "#domain/access/permissions.ts";
import type { RoleDefinition } from "#domain/access/role-definition.ts";

const text = readFileSync(new URL("../../docs/access.md", import.meta.url), "utf8");
const KINDS = ["read", "write", "critical"] as const;

/** What the page says of each role: the names of its permissions by kind. */
const documented = [...text.matchAll(/^\| `([a-z-]+)` \| ([^|]*)\| ([^|]*)\| ([^|]*)\|$/gm)].map(
  ([, roleId, ...cells]) => [roleId, cells.map((cell) => cell.trim().split(", ").filter(Boolean))],
);

function namesByKind({ permissions }: RoleDefinition) {
  return KINDS.map((kind) =>
    permissions
      .filter((permission) => permissionEntry(permission).kind === kind)
      .map((permission) => permission.replace(/:read$/, "")),
  );
}

describe("docs/access.md", () => {
  it("tells of every role what it may do, and of no other", () => {
    expect(documented).toEqual(BUILT_IN_ROLES.map((role) => [role.roleId, namesByKind(role)]));
  });

  it("tells which duties are kept apart", () => {
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \|$/gm)];

    expect(rows.map(([, conflictId, why]) => [conflictId, why])).toEqual(
      DUTY_CONFLICTS.map(({ conflictId, why }) => [conflictId, why]),
    );
  });

  it("tells how long grants last", () => {
    const { project, privileged } = MAXIMUM_GRANT_SECONDS;
    const breakGlass = MAXIMUM_GRANT_SECONDS["break-glass"];

    expect(text).toContain(
      `after ${project / 86_400} days at most (\`project\`), ${privileged / 3600} hours (\`privileged\`), ${breakGlass / 3600} hour (\`break-glass\`)`,
    );
  });

  it("names the roles that count on sites", () => {
    const siteScoped = BUILT_IN_ROLES.filter((role) => role.siteScoped);

    expect(text).toContain(
      `${siteScoped.map(({ roleId }) => `\`${roleId}\``).join(" and ")} count on the sites`,
    );
  });
});
