import * as z from "zod";
import { answeredTime, chargerId, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { securityProfile, shownWaiver } from "./security-profile.ts";

const inCharger = z.strictObject({ operatorId, chargerId });
const path = "/v1/operators/{operatorId}/chargers/{chargerId}";
const tag = "Charger security";

const change = z.object({
  changeId: z.string(),
  state: z.enum(["sent", "accepted", "unanswered", "refused", "done", "expired"]).meta({
    description:
      "`done` once the charger has connected so. Of `accepted` and `unanswered`, both the old and the new count until the time is over.",
  }),
  startedAt: answeredTime,
  startedBy: z.string(),
  until: answeredTime,
  commandId: z.string().meta({ description: "What was sent last; `…/commands` shows it." }),
  finishedAt: answeredTime.optional(),
  refusal: z.string().optional().meta({ description: "The charger's word, or a code." }),
});

const passwordChange = change.meta({ id: "PasswordChange" });

const profileChange = change
  .extend({
    toProfile: securityProfile,
    step: z.enum(["security-profile", "network-profile", "priority", "reset"]),
  })
  .meta({ id: "ProfileChange" });

const chargerSecurity = z
  .object({
    chargerId,
    reachedProfile: securityProfile.optional().meta({
      description: "The highest by which it has connected; absent where it never has.",
    }),
    lowestProfile: securityProfile.meta({
      description: "By which it may connect now, after its site, its operator and waivers.",
    }),
    connectedProfile: securityProfile.optional(),
    passwordChangedAt: answeredTime,
    waiver: shownWaiver.optional(),
    passwordChange: passwordChange.optional(),
    profileChange: profileChange.optional(),
  })
  .meta({ id: "ChargerSecurity" });

export const readChargerSecurity = operation({
  operationId: "readChargerSecurity",
  method: "GET",
  path: `${path}/security`,
  tag,
  summary: "Read how a charger proves who it is, and what is being changed about it",
  permission: "chargers:read",
  params: inCharger,
  query: noQuery,
  reply: chargerSecurity,
  statuses: [200],
});

export const startPasswordChange = operation({
  operationId: "startPasswordChange",
  method: "POST",
  path: `${path}/password-changes`,
  tag,
  summary: "Have a connected charger take a new random password",
  description:
    "The platform makes it and tells nobody but the charger (OCPP A01). Both passwords count until the charger has connected with the new one; where it refuses, or its time is over, the old one does.",
  permission: "charger-credentials:write",
  params: inCharger,
  query: noQuery,
  reply: passwordChange,
  statuses: [202],
});

const network = z.strictObject({
  url: z
    .url({ protocol: /^wss?$/ })
    .max(512)
    .meta({
      description: "Of the operator, without the charger's id.",
      example: "wss://ocpp.example.com/demo-a",
    }),
  configurationSlot: z.int().min(0).max(99),
  fallbackSlot: z.int().min(0).max(99).optional(),
  networkInterface: z
    .enum([
      "Wired0",
      "Wired1",
      "Wired2",
      "Wired3",
      "Wireless0",
      "Wireless1",
      "Wireless2",
      "Wireless3",
    ])
    .default("Wired0"),
});

const newProfileChange = z
  .strictObject({
    toProfile: z.union([z.literal(2), z.literal(3)]),
    network: network.optional().meta({ description: "2.0.1 needs it, 1.6 has none." }),
  })
  .meta({ id: "NewProfileChange", example: { toProfile: 2 } });

export const startProfileChange = operation({
  operationId: "startProfileChange",
  method: "POST",
  path: `${path}/profile-changes`,
  tag,
  summary: "Have a connected charger come by a higher security profile",
  description:
    "OCPP A05. Profile 3 takes a certificate that the charger has installed. It ends when the charger has connected so; from then on it may come by no lower one.",
  permission: "charger-credentials:write",
  params: inCharger,
  query: noQuery,
  body: newProfileChange,
  reply: profileChange,
  statuses: [202],
});

export const chargerSecurityOperations = [
  readChargerSecurity,
  startPasswordChange,
  startProfileChange,
] as const;
