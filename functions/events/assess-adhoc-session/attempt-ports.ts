import { findAttempt, putAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { claimToken, findToken, settleToken } from "#adapters/dynamodb/adhoc-token-store.ts";
import { circuitBreakerStore } from "#adapters/dynamodb/circuit-breaker-store.ts";
import { countVerdict } from "#adapters/dynamodb/gate-day-store.ts";
import { readGateSettings } from "#adapters/dynamodb/gate-settings-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { transact } from "#adapters/dynamodb/transact.ts";
import { secretOpener } from "#adapters/kms/sealed-secret.ts";
import type { AssessPorts } from "#domain/adhoc/assess-attempt.ts";
import { startAction } from "#domain/adhoc/bot-assessment.ts";
import { failureCounts } from "#domain/adhoc/circuit-breaker.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";
import { assessor } from "./assessor.ts";

const chargingTable = environment("CHARGING_TABLE");
const directoryTable = environment("DIRECTORY_TABLE");
const signals = signalStore(environment("SECURITY_TABLE"));
const open = secretOpener(environment("CREDENTIAL_KEY_ARN"));
const breaker = circuitBreakerStore(chargingTable);
const failures = failureCounts();

/** What it takes to judge an attempt, for one event. */
export function attemptPorts(requestId: string): AssessPorts {
  const actor = { subject: DUTY_SUBJECT, requestId };
  return {
    async find(operatorId, attemptId) {
      const attempt = await findAttempt(chargingTable, operatorId, attemptId);
      if (!attempt) return undefined;
      const sealed = (await findToken(chargingTable, attempt))?.sealedToken;
      const purpose = { purpose: "adhoc-token", itemId: attempt.tokenHash ?? "" } as const;
      const token = sealed === undefined ? undefined : await open(operatorId, sealed, purpose);
      return {
        attempt,
        expectedAction: startAction(attempt.codeId),
        ...(token !== undefined && { token }),
      };
    },

    settingsOf: (operatorId) => readGateSettings(directoryTable, operatorId),

    claim: (attempt, now) => claimToken(chargingTable, attempt, now),

    async decide(before, after) {
      const refused = await transact([
        putAttempt(chargingTable, { before, after }, actor),
        ...settleToken(chargingTable, after),
        countVerdict(chargingTable, after),
      ]);
      return refused === undefined;
    },

    async misconfigured(operatorId, at) {
      logger.error("the bot gate of an operator cannot ask", { operatorId });
      const evidence = { requestId };
      await signals.recordSignal({ operatorId, kind: "adhoc.gate-misconfigured", evidence, at });
    },

    assessor,
    breaker,
    failures,
    now: () => new Date().toISOString(),
  };
}
