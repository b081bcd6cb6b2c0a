import { once } from "node:events";
import type { Server } from "node:net";

/** Listens on 127.0.0.1 and gives the port; a port that is taken becomes a sentence that names the option to change it. */
export async function listen(server: Server, port: number, option: string): Promise<number> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(
      `Port ${port} is taken by another program: end that one, or choose another port with ${option}.`,
      { cause: error },
    );
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}
