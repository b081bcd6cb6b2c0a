import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import type { Salvaged } from "#ocpp/salvage/salvage.ts";
import type { Validator } from "#ocpp/validate.ts";

/** What a handler knows besides the payload. Who is calling comes from the connection's binding, never from the message. */
export interface OcppContext {
  readonly caller: ConnectionBinding;
  /** When the platform received the message, ISO 8601 UTC. */
  readonly receivedAt: string;
  /** The payload as it came; for evidence, never for decisions. */
  readonly payload: unknown;
  /** What was lost of the message, or put in by us, before it could be read (`<path>:<kind>`); empty where nothing was. */
  readonly deviations: readonly string[];
}

/** How one action of one OCPP version is read, answered and checked. */
export interface OcppRoute<Request, Response> {
  readonly request: Validator<Request>;
  readonly response: Validator<Response>;
  /** Makes a readable request from a payload that breaks the schema; only transactional actions have it. */
  readonly salvage?: (payload: unknown, receivedAt: string) => Salvaged<Request>;
  readonly handle: (request: Request, context: OcppContext) => Promise<Response>;
}
