import type { BreachedPasswords } from "./breached-passwords.ts";
import type { PasswordPolicyDefinition } from "./service.ts";

/** Says what is wrong with a password that somebody wants to set, or nothing. It asks nothing of whether the email is known. */
export type JudgePassword = (password: string, email: string) => Promise<string | undefined>;

const SHORTEST_LOCAL_PART = 3;
const MAXIMUM_LENGTH = 256;

const CLASSES = [
  ["requireLowercase", /\p{Ll}/u, "a lower-case letter"],
  ["requireUppercase", /\p{Lu}/u, "an upper-case letter"],
  ["requireNumbers", /\d/, "a digit"],
  ["requireSymbols", /[^\p{L}\d\s]/u, "a symbol"],
] as const;

function problemWithPolicy(password: string, policy: PasswordPolicyDefinition): string | undefined {
  if (password.length < policy.minimumLength) {
    return `The password needs at least ${policy.minimumLength} characters.`;
  }
  if (password.length > MAXIMUM_LENGTH) return "The password is too long.";
  const lacking = CLASSES.find(([rule, pattern]) => policy[rule] && !pattern.test(password));
  return lacking && `The password needs ${lacking[2]}.`;
}

/** Judges by the pool's policy, by the owner's address and by the passwords that are known to others. */
export function passwordRules(
  policy: PasswordPolicyDefinition,
  breached: BreachedPasswords,
): JudgePassword {
  return async (password, email) => {
    const problem = problemWithPolicy(password, policy);
    if (problem !== undefined) return problem;
    const [localPart = ""] = email.trim().toLowerCase().split("@");
    if (localPart.length >= SHORTEST_LOCAL_PART && password.toLowerCase().includes(localPart)) {
      return "The password must not hold your email address.";
    }
    if (await breached.holds(password)) {
      return "This password is known from leaks. Choose another one.";
    }
    return undefined;
  };
}
