import type { DriverProfile } from "#domain/drivers/driver.ts";
import { defined } from "./defined.ts";

/** A profile in clear as REST shows it to the person, and to whoever may uncover it. */
export function clearReply({ name, email, phone, address, plates }: DriverProfile) {
  return {
    ...defined({ name, email, phone }),
    ...(address && { address: { ...address, lines: [...address.lines] } }),
    ...(plates && { plates: [...plates] }),
  };
}
