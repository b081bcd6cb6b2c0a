import type { KeyPurpose } from "#contracts/key-purpose.ts";
import type { TableAccess } from "./constructs/table-grants.ts";
import type { VaultUse } from "./constructs/vault-key.ts";

/** Every purpose that seals something. */
const SEALING = [
  "contact",
  "payment",
  "token",
  "token-group",
  "command",
  "raw-message",
] as const satisfies readonly KeyPurpose[];

/** Every purpose of which keys are kept. */
export const KEPT_PURPOSES: readonly KeyPurpose[] = ["index", ...SEALING];
/** What chargers report is sealed as their messages are. */
const REPORTS: VaultUse = { opens: ["raw-message"], makes: ["raw-message"] };

/** Which data keys each function may have in clear. What is not listed here has none. */
export const VAULT_USES: Readonly<Record<string, VaultUse>> = {
  "ocpp-authorize": { opens: ["index", "token-group"], makes: ["index"] },
  "ocpp-start-transaction": {
    opens: ["index", "token-group", "raw-message"],
    makes: ["index", "raw-message"],
  },
  "ocpp-transaction-event": {
    opens: ["index", "token-group", "raw-message"],
    makes: ["index", "raw-message"],
  },
  // A stop whose start was lost makes the session of its own, under its card.
  "ocpp-stop-transaction": {
    opens: ["index", "token-group", "raw-message"],
    makes: ["index", "raw-message"],
  },
  "ocpp-meter-values": { opens: ["index", "raw-message"], makes: ["index", "raw-message"] },
  "ocpp-security-event-notification": {
    opens: ["index", "raw-message"],
    makes: ["index", "raw-message"],
  },
  "ocpp-cleared-charging-limit": REPORTS,
  "ocpp-notify-charging-limit": REPORTS,
  "ocpp-notify-customer-information": REPORTS,
  "ocpp-notify-display-messages": REPORTS,
  "ocpp-notify-ev-charging-needs": REPORTS,
  "ocpp-notify-ev-charging-schedule": REPORTS,
  "ocpp-notify-event": REPORTS,
  "ocpp-notify-monitoring-report": REPORTS,
  "ocpp-report-charging-profiles": REPORTS,
  "ocpp-reservation-status-update": REPORTS,
  // The certificate goes to the charger as a command.
  "ocpp-sign-certificate": {
    opens: ["raw-message", "command"],
    makes: ["raw-message", "command"],
  },
  // What a charger answers is sealed by the key that sealed the command, what follows from it as what it reports.
  "ocpp-default": { opens: ["command", "raw-message"], makes: ["raw-message"] },
  "events-advance-command-queue": { opens: ["command"] },
  "events-run-command-jobs": { opens: ["command"] },
  "rest-command-jobs": { opens: ["command"], makes: ["command"] },
  // The token of a driver without an account is made, and read once to tell it to the charger.
  "events-advance-payments": {
    opens: ["index", "token", "command"],
    makes: ["index", "token", "command"],
  },
  // It reads what was answered, and sends the next step.
  "events-follow-charger-security": { opens: ["command"], makes: ["command"] },
  "events-watch-certificates": { opens: ["command"], makes: ["command"] },
  "rest-charger-security": { opens: ["command"], makes: ["command"] },
  "rest-commands": { opens: ["command", "raw-message"], makes: ["command"] },
  "rest-smart-charging": { opens: ["command", "raw-message"], makes: ["command"] },
  "rest-local-lists": { opens: ["command"], makes: ["command"] },
  // A group that may use a reservation too is told to the charger, and kept by its blind index.
  "rest-reservations": {
    opens: ["command", "index", "token-group"],
    makes: ["command", "index"],
  },
  // What a charger composes is sealed as its reports are.
  "events-follow-commands": {
    opens: ["command", "raw-message"],
    makes: ["command", "raw-message"],
  },
  // It tells chargers the cards that they keep, in commands that are sealed.
  "events-synchronise-local-lists": {
    opens: ["command", "token", "token-group"],
    makes: ["command"],
  },
  "rest-tokens": {
    opens: ["index", "token", "token-group"],
    makes: ["index", "token", "token-group"],
  },
  "rest-drivers": { opens: ["index", "contact"], makes: ["index", "contact"] },
  // What a driver without an account says of themselves is sealed, and not read again.
  "rest-adhoc": { opens: ["contact"], makes: ["contact"] },
  // The plate is on the receipt, and the address is where it goes.
  "rest-adhoc-receipts": { opens: ["contact"] },
  "events-send-receipt": { opens: ["contact"] },
  // Whoever takes their data along reads their cards in clear.
  "rest-data-requests": { opens: ["contact", "token", "token-group"], makes: ["contact"] },
  "rest-me": {
    opens: ["index", "contact", "token", "token-group"],
    makes: ["index", "contact"],
  },
  // It replaces every key but that of the blind indexes, and seals anew what they sealed.
  "events-rotate-keys": { opens: SEALING, makes: SEALING },
  // Sessions are shown with the masked id of their token.
  "rest-sessions": { opens: ["token"] },
};

/** What the use of data keys takes in the Vault: to find them, and to put new ones there. */
export function vaultAccesses({ makes = [] }: VaultUse): readonly TableAccess[] {
  return makes.length > 0 ? ["lookup", "create"] : ["lookup"];
}
