import type { Asker, Iso15118Service } from "#domain/iso15118/iso15118-service.ts";
import type { PostJsonOptions } from "./post-json.ts";
import { postJson } from "./post-json.ts";

/** Where an operator's service is, and what it knows us by. */
interface Iso15118Endpoint {
  readonly url: string;
  readonly secret: string;
}

export interface Iso15118ServicePorts {
  /** Undefined where the operator has none that may be used. */
  readonly endpointOf: (operatorId: string) => Promise<Iso15118Endpoint | undefined>;
  readonly noteSuccess: (operatorId: string) => Promise<void>;
  /** That the service failed; `reason` tells nothing of what was said. */
  readonly warn: (asker: Asker, reason: string) => void;
}

/** The longest that fits into an answer of OCPP 2.0.1. */
const EXI_CHARACTERS = 5_600;
const OCSP_CHARACTERS = 5_500;
const BASE64 = /^[A-Za-z0-9+/=]+$/;

/** An https service of the operator's (docs/iso15118.md): what a charger asks goes there as JSON, under a bearer token. */
export function httpsIso15118Service(
  ports: Iso15118ServicePorts,
  options: PostJsonOptions,
): Iso15118Service {
  async function ask(asker: Asker, question: object, field: string, atMost: number) {
    const { operatorId } = asker;
    try {
      const endpoint = await ports.endpointOf(operatorId);
      if (!endpoint) return undefined;
      const message = {
        body: JSON.stringify({ ...asker, ...question }),
        headers: { authorization: `Bearer ${endpoint.secret}` },
      };
      const answer = await postJson(endpoint.url, message, options);
      const text = Object(answer)[field] as unknown;
      if (typeof text !== "string" || text.length > atMost || !BASE64.test(text)) {
        throw new Error("not an answer");
      }
      await ports.noteSuccess(operatorId);
      return text;
    } catch (error) {
      ports.warn(asker, error instanceof Error ? error.name : "unknown");
      return undefined;
    }
  }

  return {
    evCertificate: (asker, request) =>
      ask(asker, { operation: "ev-certificate", request }, "exiResponse", EXI_CHARACTERS),
    certificateStatus: (asker, request) =>
      ask(asker, { operation: "certificate-status", request }, "ocspResult", OCSP_CHARACTERS),
  };
}
