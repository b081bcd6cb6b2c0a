import type { ArrivingRequest } from "#local/gateway/arriving-request.ts";

/** A GET of `/` from this machine, with whatever a test sets otherwise. */
export function anArrivingRequest(more: Partial<ArrivingRequest> = {}): ArrivingRequest {
  return {
    method: "GET",
    path: "/",
    queryString: "",
    headers: [],
    sourceIp: "127.0.0.1",
    ...more,
  };
}
