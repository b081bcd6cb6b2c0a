/** The source of our events on the bus; rules match on it. */
export const EVENT_SOURCE = "chargeward";
