import { paymentQuery } from "#adapters/dynamodb/payment-query.ts";
import { exportLedger, readLedger, readTrialBalance } from "#contracts/rest/ledger.ts";
import { type Posting, trialBalances } from "#domain/payments/ledger.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";

const paymentsTable = environment("PAYMENTS_TABLE");
const COLUMNS = "postingId,paymentId,kind,bookedAt,account,amountMinor,currency";

export const ledgerRoutes = [
  route(readLedger, async ({ context, query }) => {
    const list = listOf(context, "ledger", query);
    const { day, limit } = query;
    const page = await paymentQuery(context, paymentsTable).postings(
      day,
      limit,
      placeIn(list, query),
    );
    return { body: { items: page.items.map(postingReply), ...nextCursor(list, page) } };
  }),

  route(exportLedger, async ({ context, query }) => {
    const postings = await paymentQuery(context, paymentsTable).allPostings(query.day);
    const lines = [COLUMNS, ...postings.flatMap(linesOf)];
    const content = lines.map((line) => `${line}\r\n`).join("");
    const name = `ledger-${context.operatorId}-${query.day}.csv`;
    const headers = { "content-disposition": `attachment; filename="${name}"` };
    return { text: { mediaType: "text/csv; charset=utf-8", content }, headers };
  }),

  route(readTrialBalance, async ({ context, query }) => {
    const postings = await paymentQuery(context, paymentsTable).allPostings(query.day);
    const balances = trialBalances(postings).map(({ accounts, ...sums }) => {
      return { ...sums, accounts: { ...accounts } };
    });
    return { body: { day: query.day, postings: postings.length, balances } };
  }),
];

function postingReply({ entries, ...posting }: Posting) {
  return { ...posting, entries: entries.map((entry) => ({ ...entry })) };
}

/** Ids, names and numbers of ours alone: nothing that a spreadsheet would take for a formula. */
function linesOf({ postingId, paymentId, kind, bookedAt, currency, entries }: Posting) {
  return entries.map(({ account, amountMinor }) =>
    [postingId, paymentId, kind, bookedAt, account, amountMinor, currency].join(","),
  );
}
