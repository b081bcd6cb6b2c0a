/** Who a charger says it is, by the path it connects to. */
export interface ChargerIdentity {
  readonly operatorId: string;
  readonly chargerId: string;
}

const OPERATOR_ID = /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/;
/** OCPP's identifierString, at most 48 characters (2.0.1 part 4, 3.1.1), without `:`, which would end the user name. */
const CHARGER_ID = /^[A-Za-z0-9*\-_=+|@.]{1,48}$/;

/** The identity in a handshake's decoded path, undefined when no charger can be called that. */
export function chargerIdentity(
  operator: string | undefined,
  charger: string | undefined,
): ChargerIdentity | undefined {
  if (operator === undefined || !OPERATOR_ID.test(operator)) return undefined;
  if (charger === undefined || !CHARGER_ID.test(charger)) return undefined;
  return { operatorId: operator, chargerId: charger };
}
