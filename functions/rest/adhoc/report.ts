import { randomBytes } from "node:crypto";
import { countAttempt } from "#adapters/dynamodb/attempt-limits.ts";
import { readDriverPlace } from "#adapters/dynamodb/driver-place.ts";
import { isOperatorThere } from "#adapters/dynamodb/operator-there.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { stickerReportStore } from "#adapters/dynamodb/sticker-report-store.ts";
import type { reportSticker } from "#contracts/rest/adhoc.ts";
import type { StickerReport } from "#domain/adhoc/sticker-report.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { asGuest } from "#functions/shared/guest-gate.ts";
import { codes, opaqueTexts } from "#functions/shared/opaque-texts.ts";
import type { RestRequest } from "#functions/shared/rest-route.ts";
import { tables } from "./tables.ts";

type Report = RestRequest<typeof reportSticker>;

const signals = signalStore(tables.securityTable);

/** Takes down what a driver reports, in the operator of the code or in the one that they name; else nowhere. */
export async function report({ body, receivedAt: now, requestId, sourceAddress }: Report) {
  const text = body.code === undefined ? undefined : await codes.openCode(body.code);
  const operatorId = text?.operatorId ?? body.operatorId;
  if (operatorId === undefined) return;
  const reportId = newCommandId(Date.parse(now), randomBytes(COMMAND_ID_RANDOM_BYTES));
  await asGuest(operatorId, { attemptId: "none", requestId }, async (context) => {
    const place = text && (await readDriverPlace(tables, text));
    if (!place && !(await isOperatorThere(tables.directoryTable, operatorId))) return;
    const day = now.slice(0, "2026-01-01".length);
    const source = await opaqueTexts.digest("report", JSON.stringify([day, sourceAddress]));
    await countAttempt(tables.chargingTable, operatorId, [{ kind: "report", value: source }], now);
    const { concern, label, seenHost } = body;
    const made: StickerReport = {
      operatorId,
      reportId,
      state: "open",
      concern,
      reportedAt: now,
      ...(place && {
        chargerId: place.charger.chargerId,
        siteId: place.charger.siteId,
        codeId: place.code.codeId,
      }),
      ...(label !== undefined && { label }),
      ...(seenHost !== undefined && { seenHost }),
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    await stickerReportStore(context, tables.securityTable).create(made);
    const evidence = { reportId };
    await signals.recordSignal({ operatorId, kind: "adhoc.sticker-reported", evidence, at: now });
  });
}
