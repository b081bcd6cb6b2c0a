import { describe, expect, it } from "vitest";
import { letterOf } from "#local/ses/letter-of.ts";

const simple = {
  Subject: { Data: "Makbuz" },
  Body: { Text: { Data: "Teşekkürler" } },
  Attachments: [{ FileName: "a.pdf", RawContent: "JVBERg==" }],
};

describe("a mail that SES is asked to send", () => {
  it("becomes a letter with its file", () => {
    const body = { Destination: { ToAddresses: ["a@example.test"] }, Content: { Simple: simple } };

    const letter = letterOf(JSON.stringify(body));

    expect(letter).toEqual({
      to: "a@example.test",
      subject: "Makbuz",
      text: "Teşekkürler",
      attachment: { fileName: "a.pdf", base64: "JVBERg==" },
    });
  });

  it.each(["", "[]", "null", "{}", JSON.stringify({ Content: { Simple: simple } })])(
    "is refused where it is none: %s",
    (body) => {
      expect(letterOf(body)).toBeUndefined();
    },
  );
});
