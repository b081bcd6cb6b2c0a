import { decide, type Question } from "#domain/access/decide.ts";
import { forbidden, type TenantContext } from "#domain/tenancy/tenant-context.ts";

/**
 * Demands more than an operation's own permission, where what is asked for decides. Throws `access.forbidden` with the
 * reasons.
 */
export function demand({ standing }: Pick<TenantContext, "standing">, question: Question): void {
  const { allowed, because } = decide(standing, question);
  if (!allowed) throw forbidden(because);
}
