const FIELDS = ["measurand", "unit", "unitOfMeasure", "phase", "format"];
const FIELDS_OF_UNIT = ["unitOfMeasure.unit", "unitOfMeasure.multiplier"];

/**
 * Paths of what gives a sampled value its meaning. Without it the value would be taken for what it is not: an unknown
 * measurand for the energy register, an unknown unit for Wh, one phase for the whole, a signature for a number.
 */
export function decisiveSampleFields(sampledValuePath: string): readonly string[] {
  return [...FIELDS, ...FIELDS_OF_UNIT].map((field) => `${sampledValuePath}.${field}`);
}
