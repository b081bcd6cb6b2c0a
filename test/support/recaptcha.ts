import "./environment.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecaptchaBehaviour } from "#local/recaptcha/control.ts";
import { RECAPTCHA_PATHS } from "#local/recaptcha/paths.ts";
import { startRecaptcha } from "#local/recaptcha/start.ts";

/** The stand-in for reCAPTCHA on a port of its own. Functions that are loaded afterwards are pointed at it. */
export async function startRecaptchaServer() {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-recaptcha-"));
  const service = await startRecaptcha({ dataDir });
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    if (!service.handler(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    RECAPTCHA_API_URL: `${url}${RECAPTCHA_PATHS.api}`,
    RECAPTCHA_TOKEN_URL: `${url}${RECAPTCHA_PATHS.token}`,
  });
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body) });
    return (await answer.json()) as { readonly token: string };
  };
  return {
    url,
    credential: JSON.stringify(service.serviceAccount),
    behave: (wish: Partial<RecaptchaBehaviour>) => post(RECAPTCHA_PATHS.control, wish),
    /** A token as a page gets it. */
    token: async (of: {
      readonly siteKey: string;
      readonly action: string;
      readonly hostname?: string;
      readonly score?: number;
      readonly ageMs?: number;
    }): Promise<string> =>
      (await post(RECAPTCHA_PATHS.issue, { hostname: "app.example.test", ...of })).token,
    /** How often the service was asked for an assessment. */
    assessments: () => paths.filter((path) => path.endsWith("/assessments")).length,
    annotations: () => paths.filter((path) => path.endsWith(":annotate")).length,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dataDir, { recursive: true });
    },
  };
}
