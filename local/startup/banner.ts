import type { LocalFile } from "../services.ts";

/** What a person needs after the start: where everything is, and who may sign in. */
export function banner(access: LocalFile, dataDir: string): string {
  const urls: readonly (readonly [string, string])[] = [
    ["REST", `${access.appUrl}/v1`],
    ["API description", `${access.appUrl}/docs`],
    ["Console", `${access.appUrl}/console`],
    ["OCPP", `${access.ocppUrl}/<operator>/<charger>`],
    ["OCPP over TLS", `${access.ocppTlsUrl}/<operator>/<charger>`],
    ["CA of the TLS port", access.caFile],
    ["Mail that was not sent", `${access.appUrl}/outbox`],
    ["Credentials, logs", dataDir],
    ["Code of a user's second factor", "npm run -s token -- <email> --code"],
  ];
  const users = access.users.map(({ email, password, role, operatorId }) => [
    email,
    password,
    role,
    operatorId,
  ]);
  const chargers = access.operators.flatMap(({ operatorId, chargers }) =>
    chargers.map(({ chargerId, password, ocppVersion }) => [
      `${operatorId}/${chargerId}`,
      password,
      ocppVersion,
    ]),
  );
  return [
    table(urls),
    ...(users.length > 0 ? [table([["user", "password", "role", "operator"], ...users])] : []),
    ...(chargers.length > 0 ? [table([["charger", "password", "version"], ...chargers])] : []),
  ].join("\n\n");
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("   ")}`)
    .map((line) => line.trimEnd())
    .join("\n");
}
