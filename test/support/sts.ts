import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Gives credentials for any role: the database of the tests asks nobody for rights. The SDK is pointed at it. */
export async function startSts(): Promise<{ readonly stop: () => Promise<void> }> {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/xml");
    response.end(
      `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>` +
        `<AccessKeyId>test</AccessKeyId><SecretAccessKey>test</SecretAccessKey><SessionToken>test</SessionToken>` +
        `<Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, { AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}` });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
