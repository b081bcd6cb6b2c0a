import type { Command } from "#domain/commands/command.ts";
import { type ReportedThing, sortableNumber } from "#domain/reports/reported-thing.ts";
import type { GetInstalledCertificateIdsResponse as CertificatesOf16 } from "#ocpp/generated/v16/get-installed-certificate-ids.js";
import type { ClearVariableMonitoringResponse } from "#ocpp/generated/v201/clear-variable-monitoring.js";
import type { GetInstalledCertificateIdsResponse as CertificatesOf201 } from "#ocpp/generated/v201/get-installed-certificate-ids.js";
import type {
  SetVariableMonitoringRequest,
  SetVariableMonitoringResponse,
} from "#ocpp/generated/v201/set-variable-monitoring.js";

type Fact = Pick<ReportedThing, "kind" | "id" | "content">;

/** 2.0.1 GetCertificateIdUseEnumType: what it tells of where nothing was asked for. */
const CERTIFICATE_TYPES = [
  "V2GRootCertificate",
  "MORootCertificate",
  "CSMSRootCertificate",
  "V2GCertificateChain",
  "ManufacturerRootCertificate",
];

/** What follows from the answer to each action; it has passed the schema of its action. */
const FACTS: Readonly<Record<string, (answered: Command) => readonly Fact[]>> = {
  ClearDisplayMessage: ({ payload, response }) =>
    isGone(response?.["status"]) ? [cleared("display-message", Number(payload["id"]))] : [],
  ClearVariableMonitoring: ({ response }) =>
    (response as unknown as ClearVariableMonitoringResponse).clearMonitoringResult
      .filter(({ status }) => isGone(status))
      .map(({ id }) => cleared("variable-monitor", id)),
  GetInstalledCertificateIds: installedCertificates,
  GetTransactionStatus: ({ payload, response }) => {
    const { transactionId } = payload;
    const id = typeof transactionId === "string" ? transactionId : "all";
    const content = { ...(id !== "all" && { transactionId: id }), ...response };
    return [{ kind: "transaction-status", id, content }];
  },
  SetDisplayMessage: ({ payload, response }) => {
    if (response?.["status"] !== "Accepted") return [];
    const content = payload["message"] as Fact["content"];
    return [{ kind: "display-message", id: sortableNumber(Number(content["id"])), content }];
  },
  SetVariableMonitoring: setMonitors,
};

/** What a charger's answer tells of what it has now, besides its variables; nothing for answers that tell nothing. */
export function reportedByAnswer(answered: Command, reportedAt: string): readonly ReportedThing[] {
  if (answered.state !== "answered") return [];
  const facts = FACTS[answered.action]?.(answered) ?? [];
  return facts.map((fact) => ({ ...fact, reportedAt }));
}

/** A charger that does not know a thing has it no more than one that took it away. */
function isGone(status: unknown): boolean {
  return status === "Accepted" || status === "Unknown" || status === "NotFound";
}

function cleared(kind: Fact["kind"], id: number): Fact {
  return { kind, id: sortableNumber(id), content: { id, cleared: true } };
}

/** One thing for each type that was asked for: a type without certificates has none now. */
function installedCertificates({ payload, response }: Command): readonly Fact[] {
  const asked = payload["certificateType"];
  const answer = response as Partial<CertificatesOf16 & CertificatesOf201>;
  const of = (certificateType: string, certificates: readonly unknown[]): Fact => ({
    kind: "installed-certificates",
    id: certificateType,
    content: { certificateType, certificates },
  });
  if (typeof asked === "string") return [of(asked, answer.certificateHashData ?? [])];
  const chains = answer.certificateHashDataChain ?? [];
  const types = Array.isArray(asked) ? asked.map(String) : CERTIFICATE_TYPES;
  return types.map((type) =>
    of(
      type,
      chains.filter(({ certificateType }) => certificateType === type),
    ),
  );
}

/** The monitors that the charger took on; it gives them their numbers. */
function setMonitors({ payload, response }: Command): readonly Fact[] {
  const { setMonitoringData } = payload as unknown as SetVariableMonitoringRequest;
  const { setMonitoringResult } = response as unknown as SetVariableMonitoringResponse;
  return setMonitoringResult.flatMap(({ id, status, component, variable, type, severity }) => {
    if (status !== "Accepted" || id === undefined) return [];
    const asked = setMonitoringData.find(
      (one) =>
        one.type === type &&
        one.severity === severity &&
        JSON.stringify([one.component, one.variable]) === JSON.stringify([component, variable]),
    );
    const { value, transaction = false } = asked ?? {};
    const monitor = { id, transaction, type, severity, ...(value !== undefined && { value }) };
    return [
      {
        kind: "variable-monitor" as const,
        id: sortableNumber(id),
        content: { component, variable, monitor },
      },
    ];
  });
}
