import { consentStore } from "#adapters/dynamodb/consent-store.ts";
import { noticeStore } from "#adapters/dynamodb/notice-store.ts";
import {
  type ConsentAnswer,
  type ConsentEntry,
  consentEntry,
  consentState,
} from "#domain/consent/consent.ts";
import { PURPOSE_NAMES, PURPOSES, type PurposeName } from "#domain/consent/purposes.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "./defined.ts";
import { peopleTable } from "./people-table.ts";

/** What it takes to answer on consents of one driver. */
interface About {
  readonly context: TenantContext;
  readonly driverId: string;
}

/** Where a driver stood on a purpose, or on all, at a moment: yes or no, by what words and which way. */
export async function consentsAt(
  { context, driverId }: About,
  question: { readonly purpose?: PurposeName | undefined; readonly at: string },
) {
  const purposes = question.purpose === undefined ? PURPOSE_NAMES : [question.purpose];
  const ledger = consentStore(context, peopleTable);
  const items = await Promise.all(
    purposes.map(async (purpose) => {
      const last = await ledger.lastUntil(driverId, purpose, question.at);
      return stateReply(context, purpose, last);
    }),
  );
  return { at: question.at, items };
}

/** Adds a driver's answer to the ledger, and gives where they stand now. Throws `consent.…` and `driver.erased`. */
export async function answerConsent(
  { context, driverId }: About,
  answer: ConsentAnswer,
  by: Pick<ConsentEntry, "source" | "at">,
) {
  const { operatorId } = context;
  const notices = noticeStore(context, peopleTable);
  const notice = answer.noticeId === undefined ? undefined : await notices.find(answer.noticeId);
  const entry = consentEntry(answer, notice, { operatorId, driverId, ...by });
  await consentStore(context, peopleTable).add(entry);
  return stateReply(context, answer.purpose, entry);
}

async function stateReply(
  context: TenantContext,
  purpose: PurposeName,
  last: ConsentEntry | undefined,
) {
  const { consented } = consentState(purpose, last);
  const noticeId = last?.noticeId;
  const notice =
    noticeId === undefined ? undefined : await noticeStore(context, peopleTable).lookUp(noticeId);
  const { kind, meaning } = PURPOSES[purpose];
  const { decision, channel, source, noticeSha256 } = last ?? {};
  return {
    purpose,
    kind,
    meaning,
    consented,
    ...defined({
      decision,
      since: last?.at,
      channel,
      source,
      noticeId,
      noticeSha256,
      words: notice?.text,
    }),
  };
}
