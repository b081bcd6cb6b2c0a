import "#test/support/environment.ts";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "#contracts/rest/operations.ts";
import { REST_ROUTES } from "#contracts/rest-routes.ts";
import { callRest } from "#test/support/rest-call.ts";

const handlerOf = (name: string): Promise<{ readonly handler: unknown }> =>
  import(`../../../../functions/rest/${name.replace("rest-", "")}/handler.ts`);

const routeKeyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe("every route", () => {
  it("has an operation, and every operation a route", () => {
    expect(OPERATIONS.map(routeKeyOf).sort()).toEqual(REST_ROUTES.map(routeKeyOf).sort());
  });

  it.each(REST_ROUTES.map((route) => [routeKeyOf(route), route.function] as const))(
    "%s is carried out by %s, and asks who is calling unless it is public",
    async (routeKey, name) => {
      const { handler } = await handlerOf(name);
      const operation = OPERATIONS.find((one) => routeKeyOf(one) === routeKey);

      const answer = await callRest(handler, { routeKey });

      // Who comes to drivers' public routes with nothing at all is told what is missing.
      const isGuests = name.startsWith("rest-adhoc") || name === "rest-psp-notices";
      const open = isGuests ? 400 : 200;
      expect(answer.status).toBe(operation?.permission === "public" ? open : 401);
    },
  );
});
