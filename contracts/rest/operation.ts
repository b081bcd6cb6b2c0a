import type * as z from "zod";
import type { Permission } from "#domain/access/permissions.ts";
import type { RestMethod } from "../rest-routes.ts";

/**
 * What an operation demands of its caller: nothing (`public`), any right in the operator of the path (`member`), or a
 * permission of domain/access/permissions.ts, in the operator of the path or, by its reach, in the platform. `driver` is a
 * driver whose account is linked in the operator of the path, who acts on what is their own; `driver-account` is anybody
 * who signed in as a driver. A token of staff is neither, and a driver's is none of the others.
 */
export type Demand = Permission | "member" | "driver" | "driver-account" | "public";

/** One operation of the REST API: what the handler checks, and what the OpenAPI document says. */
export interface Operation {
  readonly operationId: string;
  readonly method: RestMethod;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Demand;
  /** Where the answer shows personal data, though the permission shows none as a rule. */
  readonly showsPersonalData?: true;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Absent where the operation takes no body. */
  readonly body?: z.ZodType;
  /** Absent where the answer has no body. Fields that it does not name are not sent. */
  readonly reply?: z.ZodType;
  /** The statuses of success, the usual one first. */
  readonly statuses: readonly [number, ...number[]];
  /** Fields of the reply that are shown once: they are not remembered for a repeated request. */
  readonly shownOnce?: readonly string[];
  /** Whether everybody says why in `X-Access-Reason`, which is taken down before anything is shown. */
  readonly demandsReason?: true;
  /** Whether it may have to wait for a second person: then it answers 202 with the approval. */
  readonly mayNeedApproval?: true;
  /** Where a body in which something looks like a card number is refused before it is read any further. */
  readonly refusesCardNumbers?: true;
  /** Whether the operation answers with an ETag, and whether it honours If-Match. */
  readonly etag?: true;
  readonly ifMatch?: true;
}

/** Keeps the exact types of an operation's schemas. */
export function operation<const O extends Operation>(described: O): O {
  return described;
}
