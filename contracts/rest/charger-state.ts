import * as z from "zod";
import { conformance } from "./charger-deviations.ts";
import {
  answeredTime,
  chargerId,
  lifeOfItem,
  name,
  ocppVersion,
  operatorId,
  siteId,
  tariffId,
} from "./fields.ts";
import { securityProfile } from "./security-profile.ts";

const connection = z.object({
  connected: z.boolean().meta({
    description:
      "Whether there is evidence for it: its socket has not ended, and it was seen as lately as it must have been.",
  }),
  ocppVersion: ocppVersion.optional(),
  connectedAt: answeredTime.optional(),
  securityProfile: securityProfile.optional(),
  sourceIp: z.string().optional(),
  lastSeenAt: answeredTime.optional().meta({ description: "Kept after the connection has ended." }),
});

export const bootReport = z.object({
  bootedAt: answeredTime,
  vendor: z.string(),
  model: z.string(),
  serialNumber: z.string().optional(),
  firmwareVersion: z.string().optional(),
  iccid: z.string().optional(),
  imsi: z.string().optional(),
  meterSerialNumber: z.string().optional(),
  meterType: z.string().optional(),
  reason: z.string().optional(),
});

const reportedStatus = z.object({
  status: z.string(),
  requestId: z.int().optional(),
  reportedAt: answeredTime,
});

const connector = z
  .object({
    evseId: z.int().optional().meta({ description: "2.0.1 only." }),
    connectorId: z.int().meta({ description: "0 is the charger itself (1.6)." }),
    status: z.string().meta({ description: "In the words of the charger's OCPP version." }),
    errorCode: z.string().optional(),
    info: z.string().optional(),
    vendorErrorCode: z.string().optional(),
    since: z.string().optional(),
    reportedAt: answeredTime,
  })
  .meta({ id: "Connector" });

/** A charger: what people say of it, and what it last said of itself. Never its password or what is derived from it. */
export const charger = z
  .object({
    operatorId,
    chargerId,
    siteId,
    name: name.optional(),
    tariffId: tariffId.optional().meta({ description: "Its own choice of tariff." }),
    tariffInForce: tariffId
      .optional()
      .meta({ description: "Its own, else its site's, else the operator's default." }),
    passwordChangedAt: answeredTime,
    securityProfile: securityProfile.optional().meta({
      description: "The highest by which it has connected; `…/security` has more.",
    }),
    certificateName: z.string().optional(),
    connection,
    boot: bootReport.optional(),
    firmwareStatus: reportedStatus.optional(),
    diagnosticsStatus: reportedStatus.optional(),
    logStatus: reportedStatus.optional(),
    publicationStatus: reportedStatus.optional(),
    connectors: z.array(connector),
    conformance,
    ...lifeOfItem,
  })
  .meta({ id: "Charger" });
