import type { Key } from "./keys.ts";

/** The keys of jobs that command many chargers; all are in the operator's own partition. */
export const commandJobKeys = {
  commandJob: (operatorId: string, commandJobId: string): Key => ({
    pk: operatorId,
    sk: `COMMANDJOB#${commandJobId}`,
  }),
  /** Some of the chargers of a job; padded, so that they sort. */
  commandJobPart: (operatorId: string, commandJobId: string, part: number): Key => ({
    pk: operatorId,
    sk: `COMMANDJOBPART#${commandJobId}#${String(part).padStart(4, "0")}`,
  }),
  /** What became of a job at one charger. */
  commandJobCharger: (operatorId: string, commandJobId: string, chargerId: string): Key => ({
    pk: operatorId,
    sk: `COMMANDJOBCHARGER#${commandJobId}#${chargerId}`,
  }),
} as const;
