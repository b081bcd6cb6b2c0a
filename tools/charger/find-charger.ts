import type { LocalFile, SeededOperator } from "#local/services.ts";
import { UsageError } from "../token/local-platform.ts";

/** The password and version of a charger of `local.json`. Throws a UsageError that lists the ones there are. */
export function findCharger(
  { operators }: Pick<LocalFile, "operators">,
  operatorId: string,
  chargerId: string,
): SeededOperator["chargers"][number] {
  const operator = operators.find((one) => one.operatorId === operatorId);
  const charger = operator?.chargers.find((one) => one.chargerId === chargerId);
  if (charger !== undefined) return charger;
  const known = operators.flatMap((one) =>
    one.chargers.map(
      ({ chargerId: id, ocppVersion }) =>
        `  --operator ${one.operatorId} --charger ${id}  (${ocppVersion})`,
    ),
  );
  throw new UsageError(
    `There is no charger ${chargerId} of ${operatorId}. Known are:\n${known.join("\n")}`,
  );
}
