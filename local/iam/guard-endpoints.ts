import type { Endpoints } from "../lambda/surroundings.ts";
import type { LocalService } from "../services.ts";
import type { GuardedService } from "./guarded-services.ts";
import type { Iam } from "./start.ts";

/** Which endpoint each guarded service has among all. */
const GUARDED: readonly (readonly [keyof Endpoints, GuardedService])[] = [
  ["dynamoDb", "dynamodb"],
  ["sqs", "sqs"],
  ["eventBridge", "events"],
  ["secretsManager", "secretsmanager"],
  ["kms", "kms"],
  ["s3", "s3"],
  ["management", "execute-api"],
  ["cognito", "cognito-idp"],
  ["ses", "ses"],
];

/** Puts IAM before every service that functions call, and gives the endpoints that functions are told. */
export async function guardEndpoints(
  iam: Iam,
  endpoints: Endpoints,
  started: <Service extends LocalService>(service: Service) => Service,
): Promise<Endpoints> {
  const doors = await Promise.all(
    GUARDED.map(async ([name, service]) => {
      const door = started(await iam.guard(service, endpoints[name]));
      return [name, door.endpoint] as const;
    }),
  );
  return { ...endpoints, ...Object.fromEntries(doors) };
}
