/** Runs the handlers' source in this process, first against the database and then against a recording of it. */
import { measureHandlers } from "./handlers/measure-handlers.ts";
import type { HandlerOrder, HandlerReport } from "./handlers/messages.ts";

process.on("disconnect", () => process.exit());
process.once("message", (order: HandlerOrder) => {
  measureHandlers(order).then(
    (costs: HandlerReport) => process.send?.(costs),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    },
  );
});
