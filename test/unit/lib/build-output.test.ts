import { expect, it } from "vitest";
import { builtOutput } from "#lib/build-output.ts";

it("says what to run when a function was not built", () => {
  expect(() => builtOutput.functionFolder("ocpp-dance")).toThrow(
    'dist/functions/ocpp-dance is missing (built from functions/ocpp/dance/handler.ts): run "npm run build" first.',
  );
});
