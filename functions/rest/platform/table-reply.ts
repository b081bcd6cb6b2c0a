type Row = Readonly<Record<string, string | readonly string[]>>;

/** Rows as JSON or as CSV (RFC 4180; several values of a field are joined by semicolons). */
export function tableReply<T extends object>(rows: readonly T[], format: "json" | "csv") {
  const items = rows.map((row) => ({ ...row }));
  if (format === "json") return { body: { items: items.map(withOwnLists) as never } };
  return {
    text: { mediaType: "text/csv; charset=utf-8", content: csvOf(items as unknown as Row[]) },
  };
}

function withOwnLists(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  );
}

function csvOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => cell([row[name] ?? ""].flat().join("; "))));
  return [names, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
