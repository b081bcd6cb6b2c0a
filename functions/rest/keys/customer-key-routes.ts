import { tryWrappingKey } from "#adapters/kms/try-wrapping-key.ts";
import { removeCustomerKey, setCustomerKey } from "#contracts/rest/customer-key.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";

const change = { action: "security.customer-key" } as const;

export const customerKeyRoutes = [
  route(setCustomerKey, async (request) => {
    const { context, body } = request;
    await tryWrappingKey(context.operatorId, body.keyArn);
    const payload = { operatorId: context.operatorId, keyArn: body.keyArn };
    const awaits = await askSecondPerson(request, { change, payload }, accessTables);
    if (!awaits) throw new Error("nobody changes the wrapping key alone");
    return awaits;
  }),

  route(removeCustomerKey, async (request) => {
    const payload = { operatorId: request.context.operatorId };
    const awaits = await askSecondPerson(request, { change, payload }, accessTables);
    if (!awaits) throw new Error("nobody changes the wrapping key alone");
    return awaits;
  }),
];
