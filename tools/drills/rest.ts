import { fetchAccessToken } from "../token/access-token.ts";
import { type readLocalFile, UsageError } from "../token/local-platform.ts";

type LocalPlatform = Awaited<ReturnType<typeof readLocalFile>>;

/** Calls routes of one operator on the local platform, each as a demo user of a role. */
export function restOf(local: LocalPlatform, appUrl: string, operatorId: string) {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (role: string): Promise<string> => {
    const user = local.users.find((each) => each.role === role && each.operatorId === operatorId);
    if (!user) throw new UsageError(`${operatorId} has no demo user with the role ${role}.`);
    const token = tokens.get(role) ?? fetchAccessToken(local, appUrl, user.email);
    tokens.set(role, token);
    return token;
  };
  return async (
    role: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> => {
    const answer = await fetch(`${appUrl}/v1/operators/${operatorId}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(role)}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? {} : JSON.parse(text) };
  };
}
