import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "#local/gateway/listen.ts";

/** A door for the pages of the payment service's stand-in, and what drivers and tests do there. */
export async function startPages() {
  let answered: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  const server = createServer((request, response) => {
    if (!answered(request, response)) response.writeHead(404).end();
  });
  const url = `http://127.0.0.1:${await listen(server, 0, "")}`;
  return {
    url,
    serve(handler: typeof answered): void {
      answered = handler;
    },
    async pay(page: string): Promise<void> {
      const body = new URLSearchParams({ card: "works" });
      await (await fetch(page, { method: "POST", body, redirect: "manual" })).arrayBuffer();
    },
    async faults(wanted: object): Promise<void> {
      await fetch(`${url}/psp/faults`, { method: "POST", body: JSON.stringify(wanted) });
    },
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
    },
  };
}
