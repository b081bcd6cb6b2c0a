import * as z from "zod";
import { accessEndingSoon } from "./access-events.ts";
import {
  adHocGateTestRequested,
  adHocSessionCleared,
  adHocSessionFinished,
  adHocSessionRefused,
  adHocSessionRequested,
  adHocStopRequested,
} from "./adhoc-events.ts";
import { sessionCorrected, sessionEnded, sessionStarted } from "./charging-events.ts";
import {
  chargerBooted,
  chargerConnected,
  chargerDisconnected,
  commandCreated,
  commandFinished,
  commandJobStarted,
  connectorStatusChanged,
  messageWatchStarted,
} from "./fleet-events.ts";
import { paymentChanged, paymentNoticed } from "./payment-events.ts";
import { isolationBroken } from "./platform-events.ts";
import {
  dataRequestClosed,
  dataRequestDueSoon,
  dataRequestOpened,
  driverCorrected,
  driverErased,
  driverErasureStarted,
  keyRotationAdvanced,
  keyRotationFinished,
  keyRotationStarted,
} from "./privacy-events.ts";

/** Everything that we publish on the bus: `type` is the entry's detail type, the whole object its detail. */
export const domainEvent = z.discriminatedUnion("type", [
  chargerConnected,
  chargerDisconnected,
  chargerBooted,
  connectorStatusChanged,
  messageWatchStarted,
  commandCreated,
  commandFinished,
  commandJobStarted,
  sessionStarted,
  sessionEnded,
  sessionCorrected,
  dataRequestOpened,
  dataRequestDueSoon,
  dataRequestClosed,
  driverCorrected,
  driverErasureStarted,
  driverErased,
  keyRotationStarted,
  keyRotationAdvanced,
  keyRotationFinished,
  paymentNoticed,
  paymentChanged,
  accessEndingSoon,
  isolationBroken,
  adHocSessionRequested,
  adHocSessionCleared,
  adHocSessionRefused,
  adHocStopRequested,
  adHocSessionFinished,
  adHocGateTestRequested,
]);
export type DomainEvent = z.infer<typeof domainEvent>;
