import { readGateSettings } from "#adapters/dynamodb/gate-settings-store.ts";
import { readShownSite } from "#adapters/dynamodb/shown-site.ts";
import { codesOfSite } from "#adapters/dynamodb/site-codes.ts";
import { connectorSheetPdf } from "#adapters/pdf/connector-sheet-pdf.ts";
import { connectorSheetSvg } from "#adapters/pdf/connector-sheet-svg.ts";
import { readConnectorSheet } from "#contracts/rest/connector-sheets.ts";
import type { ConnectorCode } from "#domain/adhoc/connector-code.ts";
import type { Sticker } from "#domain/adhoc/sheet-words.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { codes } from "#functions/shared/opaque-texts.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

const directoryTable = environment("DIRECTORY_TABLE");
const fleetTable = environment("FLEET_TABLE");
const tables = { directoryTable, fleetTable } as const;
const appUrl = environment("APP_URL");

/** What staff print for the chargers of a site. */
export const handler = restHandler(
  [
    route(readConnectorSheet, async ({ context, params, query, receivedAt }) => {
      const shown = await readShownSite(context, tables, params.siteId);
      const stickers = await stickersOf(context, shown, receivedAt);
      if (query.format === "svg") {
        return { text: { mediaType: "image/svg+xml", content: connectorSheetSvg(stickers) } };
      }
      const content = await connectorSheetPdf(shown.site.name, stickers);
      const name = `attachment; filename="${params.siteId}.pdf"`;
      return {
        file: { mediaType: "application/pdf", content },
        headers: { "content-disposition": name },
      };
    }),
  ],
  staffGate,
);

async function stickersOf(
  context: TenantContext,
  { site, operatorName }: Awaited<ReturnType<typeof readShownSite>>,
  now: string,
): Promise<readonly Sticker[]> {
  const [{ supportPhone: phone }, found] = await Promise.all([
    readGateSettings(directoryTable, context.operatorId),
    codesOfSite(context, fleetTable, site.siteId),
  ]);
  return Promise.all(
    found
      .filter(({ code }) => isPrinted(code, now))
      .map(async ({ charger, code }) => ({
        operatorName,
        siteName: site.name,
        chargerName: charger.name ?? charger.chargerId,
        label: code.label,
        url: `${appUrl}/charge/${await codes.sealCode(addressOf(code))}`,
        ...(phone !== undefined && { phone }),
      })),
  );
}

function addressOf({ operatorId, chargerId, codeId }: ConnectorCode) {
  return { operatorId, chargerId, codeId };
}

function isPrinted({ kind, endsAt }: ConnectorCode, now: string): boolean {
  return kind === "sticker" && (endsAt === undefined || endsAt > now);
}
