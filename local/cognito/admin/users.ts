import { randomBytes } from "node:crypto";
import { AwsServiceError, type JsonObject } from "../../aws-json-server.ts";
import type { Accounts } from "../accounts.ts";
import { sendRecoveryCode } from "../flows/mail-code.ts";
import type { Outbox } from "../outbox.ts";
import { hashPassword } from "../password-hash.ts";
import type { People } from "../people.ts";
import type { Person } from "../person.ts";
import type { UserPoolDefinition } from "../service.ts";
import { attributesOf, invalidParameter, textOf } from "./input.ts";

export interface AdminUserParts {
  readonly findPool: (poolId: unknown) => UserPoolDefinition;
  readonly people: People;
  readonly outbox: Outbox;
  readonly accountsOf: (poolId: string) => Accounts;
}

type Operation = (input: JsonObject) => JsonObject | Promise<JsonObject>;

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const TEMPORARY_PASSWORD_MS = 24 * 3_600_000;
/** Random, and of every class of characters that a policy can demand. */
const newTemporaryPassword = (): string => `${randomBytes(12).toString("base64url")}-aA1`;

function describe(person: Person): JsonObject {
  return {
    Username: person.subject,
    UserCreateDate: person.createdAtMs / 1000,
    UserLastModifiedDate: person.updatedAtMs / 1000,
    Enabled: person.enabled,
    UserStatus: person.status,
  };
}

const attributesOfPerson = (person: Person): readonly JsonObject[] => [
  { Name: "sub", Value: person.subject },
  { Name: "email", Value: person.email },
  { Name: "email_verified", Value: String(person.emailVerified) },
];

/** Cognito's administration of people, as far as the platform uses it. */
export function adminUserOperations({
  findPool,
  people,
  outbox,
  accountsOf,
}: AdminUserParts): Readonly<Record<string, Operation>> {
  function personOf(input: JsonObject): Person {
    const { poolId } = findPool(input["UserPoolId"]);
    const name = textOf(input, "Username");
    const person = people.bySubject(poolId, name) ?? people.byEmail(poolId, name);
    if (person !== undefined) return person;
    throw new AwsServiceError("UserNotFoundException", "User does not exist.");
  }

  const endSignIns = (person: Person): void => accountsOf(person.poolId).endSignIns(person);

  async function assertAcceptable(poolId: string, password: string, email: string): Promise<void> {
    const problem = await accountsOf(poolId).judge(password, email);
    if (problem !== undefined) throw new AwsServiceError("InvalidPasswordException", problem);
  }

  const onPerson =
    (change: (person: Person, input: JsonObject) => void | Promise<void>): Operation =>
    async (input) => {
      await change(personOf(input), input);
      return {};
    };

  async function invite(email: string, password: string): Promise<void> {
    const text = `You are invited to Chargeward. Sign in with this address and the temporary password ${password} within a day.`;
    await outbox.post({ to: email, subject: "Your invitation", text });
  }

  async function adminCreateUser(input: JsonObject): Promise<JsonObject> {
    const { poolId } = findPool(input["UserPoolId"]);
    const attributes = attributesOf(input, "UserAttributes");
    const email = attributes.get("email") ?? textOf(input, "Username");
    if (!EMAIL.test(email)) throw invalidParameter("Username should be an email.");
    const action = input["MessageAction"];
    const given = input["TemporaryPassword"];
    const temporary = typeof given === "string" ? given : newTemporaryPassword();
    if (typeof given === "string") await assertAcceptable(poolId, given, email);
    const password = await hashPassword(temporary);
    const wanted = {
      password,
      status: "FORCE_CHANGE_PASSWORD",
      passwordExpiresAtMs: Date.now() + TEMPORARY_PASSWORD_MS,
    } as const;
    if (action === "RESEND") people.setPassword(personOf({ ...input, Username: email }), wanted);
    else {
      const emailVerified = attributes.get("email_verified") === "true";
      const made = people.create({ poolId, email, emailVerified, ...wanted });
      if (made === undefined) {
        throw new AwsServiceError(
          "UsernameExistsException",
          "An account with the given email already exists.",
        );
      }
    }
    if (action !== "SUPPRESS") await invite(email, temporary);
    const person = personOf({ ...input, Username: email });
    return { User: { ...describe(person), Attributes: attributesOfPerson(person) } };
  }

  return {
    AdminCreateUser: adminCreateUser,
    AdminGetUser: (input) => {
      const person = personOf(input);
      const factor = person.totpSecret !== undefined && {
        UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
        PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
      };
      return { ...describe(person), UserAttributes: attributesOfPerson(person), ...factor };
    },
    AdminEnableUser: onPerson((person) => people.setEnabled(person, true)),
    AdminDisableUser: onPerson((person) => {
      people.setEnabled(person, false);
      endSignIns(person);
    }),
    AdminUserGlobalSignOut: onPerson(endSignIns),
    AdminDeleteUser: onPerson((person) => {
      people.remove(person);
      endSignIns(person);
    }),
    AdminResetUserPassword: onPerson((person) => {
      people.setStatus(person, "RESET_REQUIRED");
      endSignIns(person);
      sendRecoveryCode(accountsOf(person.poolId), person);
    }),
    AdminSetUserMFAPreference: onPerson((person, input) => {
      const { Enabled: enabled } = (input["SoftwareTokenMfaSettings"] ?? {}) as JsonObject;
      if (enabled === false) people.setTotpSecret(person, undefined);
      if (enabled === true && person.totpSecret === undefined) {
        throw invalidParameter("User has not verified software token mfa");
      }
    }),
  };
}
