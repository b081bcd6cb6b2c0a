import { type StaffSignIn, startStaffSignIn } from "./staff-sign-in.ts";

/** The client that drivers sign in through, in tests. */
const DRIVER_CLIENT = "portal";

/** A sign-in of drivers with keys of its own; functions that are loaded afterwards believe it. */
export async function startDriverSignIn(): Promise<StaffSignIn> {
  const signIn = await startStaffSignIn();
  Object.assign(process.env, { DRIVER_ISSUER: signIn.issuer });
  return {
    ...signIn,
    token: (subject, claims) => signIn.token(subject, { client_id: DRIVER_CLIENT, ...claims }),
  };
}
