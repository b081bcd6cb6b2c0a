/** What an operator gave us to ask Google with: the JSON of a service account, or an API key that may do this alone. */
export type GoogleCredential =
  | {
      readonly kind: "service-account";
      readonly clientEmail: string;
      readonly privateKey: string;
      readonly projectId?: string;
    }
  | { readonly kind: "api-key"; readonly apiKey: string };

/** Reads a credential; undefined for what is neither. Never put `secret` or parts of it into an error. */
export function googleCredential(secret: string): GoogleCredential | undefined {
  if (/^[A-Za-z0-9_-]{30,100}$/.test(secret)) return { kind: "api-key", apiKey: secret };
  try {
    const account = JSON.parse(secret) as Readonly<Record<string, unknown>>;
    const { client_email: clientEmail, private_key: privateKey, project_id: projectId } = account;
    if (typeof clientEmail !== "string" || typeof privateKey !== "string") return undefined;
    return {
      kind: "service-account",
      clientEmail,
      privateKey,
      ...(typeof projectId === "string" && { projectId }),
    };
  } catch {
    return undefined;
  }
}
