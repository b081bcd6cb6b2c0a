import { expect, it } from "vitest";
import { answered, unreadable } from "#domain/commands/finish-command.ts";
import { withoutSecrets } from "#domain/commands/without-secrets.ts";
import { aCommand } from "#test/support/commands.ts";

const LATER = "2026-03-01T10:00:02.000Z";

it("hides the password that a 1.6 command sets, but not other settings", () => {
  const password = aCommand({ payload: { key: "AuthorizationKey", value: "secret" } });
  const interval = aCommand({ payload: { key: "HeartbeatInterval", value: "300" } });

  expect(withoutSecrets(password).payload).toEqual({ key: "AuthorizationKey", value: "***" });
  expect(withoutSecrets(interval)).toEqual(interval);
});

it("hides the password that a 2.0.1 command sets, but not the variables beside it", () => {
  const component = { name: "SecurityCtrlr" };
  const variables = [
    { attributeValue: "secret", component, variable: { name: "BasicAuthPassword" } },
    { attributeValue: "CSO", component, variable: { name: "OrganizationName" } },
  ];

  const shown = withoutSecrets(aCommand({ payload: { setVariableData: variables } }));

  expect(shown.payload).toEqual({
    setVariableData: [{ ...variables[0], attributeValue: "***" }, variables[1]],
  });
});

it("does not keep a password that a faulty charger tells", () => {
  const response = {
    configurationKey: [{ key: "authorizationkey", readonly: false, value: "secret" }],
  };
  const text = '[3,"1",{"configurationKey":[{"key":"AuthorizationKey","value":"secret"}]}]';

  const readable = answered(aCommand(), response, LATER);
  const broken = unreadable(aCommand(), { text, description: "d" }, LATER);

  expect(JSON.stringify([readable, broken])).not.toContain("secret");
});
