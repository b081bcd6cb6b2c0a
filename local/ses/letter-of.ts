import type { Letter } from "../cognito/outbox.ts";

type Json = Readonly<Record<string, unknown>>;

/** The letter of a SendEmail request with simple content; undefined for every other one. */
export function letterOf(body: string): Letter | undefined {
  const input = parsed(body);
  const simple = objectIn(objectIn(input, "Content"), "Simple");
  const [to] = (objectIn(input, "Destination")["ToAddresses"] ?? []) as readonly unknown[];
  const subject = objectIn(simple, "Subject")["Data"];
  const text = objectIn(objectIn(simple, "Body"), "Text")["Data"];
  if (typeof to !== "string" || typeof subject !== "string" || typeof text !== "string") {
    return undefined;
  }
  const [first] = (simple["Attachments"] ?? []) as readonly Json[];
  const { FileName: fileName, RawContent: base64 } = first ?? {};
  const hasFile = typeof fileName === "string" && typeof base64 === "string";
  return { to, subject, text, ...(hasFile && { attachment: { fileName, base64 } }) };
}

function parsed(body: string): Json {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

function objectIn(parent: Json, name: string): Json {
  return Object(parent[name]);
}
