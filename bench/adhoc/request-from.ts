import { request } from "node:http";

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  readonly body: any;
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
  readonly form?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An address of this machine for every number; Linux lets a client bind any of 127.0.0.0/8. */
export const addressOf = (number: number): string =>
  `127.${20 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;

/** Sends requests to the platform from an address of its own. */
export function requestFrom(appUrl: string, localAddress: string) {
  const { port } = new URL(appUrl);
  return ({ method = "GET", path, body, form, headers = {} }: Sent): Promise<Reply> => {
    const content = form ?? (body && JSON.stringify(body));
    const type = form === undefined ? "application/json" : "application/x-www-form-urlencoded";
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port,
          localAddress,
          method,
          path,
          agent: false,
          headers: {
            host: `localhost:${port}`,
            ...(content !== undefined && {
              "content-type": type,
              "content-length": Buffer.byteLength(content),
            }),
            ...headers,
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(parts).toString("utf8");
            const isJson = /json/.test(response.headers["content-type"] ?? "");
            resolve({
              status: response.statusCode ?? 0,
              body: isJson && text ? JSON.parse(text) : text,
            });
          });
        },
      );
      sent.on("error", reject);
      sent.end(content);
    });
  };
}
