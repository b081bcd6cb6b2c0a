import * as z from "zod";

/** The query of every list. */
export const pageFields = {
  limit: z.coerce
    .number()
    .pipe(z.int().min(1).max(100))
    .default(50)
    .meta({
      description: "How many items at most.",
      override: { type: "integer", minimum: 1, maximum: 100, default: 50 },
    }),
  cursor: z.string().min(1).max(1024).optional().meta({
    description: "`nextCursor` of the page before, with the same filters.",
  }),
} as const;

export const pageQuery = z.strictObject(pageFields);

/** A page of a list. It may be short, even empty, while `nextCursor` says that there is more. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}
