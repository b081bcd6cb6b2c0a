import { mkdir, writeFile } from "node:fs/promises";
import { openApiDocument } from "#contracts/rest/openapi.ts";

// Writes dist/openapi.json, for clients that are generated from it.
const target = new URL("../dist/openapi.json", import.meta.url);
await mkdir(new URL(".", target), { recursive: true });
await writeFile(target, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
