import { describe, expect, it } from "vitest";
import { en } from "#web/portal/texts/en.ts";
import { NOTICES } from "#web/portal/texts/notices.ts";
import { tr } from "#web/portal/texts/tr.ts";

const gapsOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).toSorted();

describe("the portal's texts", () => {
  it("say the same things in Turkish and in English", () => {
    expect(Object.keys(tr).toSorted()).toEqual(Object.keys(en).toSorted());
    expect(
      [...Object.values(en), ...Object.values(tr)].filter((text) => text.trim() === ""),
    ).toEqual([]);
  });

  it.each(Object.entries(en))("leave the same gaps in both languages: %s", (key, text) => {
    expect(gapsOf(tr[key as keyof typeof en])).toEqual(gapsOf(text));
  });

  it("have the same notices in both languages, each under an id of its own", () => {
    const shapes = [NOTICES.en, NOTICES.tr].map((notices) =>
      notices.map(({ titleKey, paragraphs }) => [titleKey, paragraphs.length]),
    );
    const ids = [...NOTICES.en, ...NOTICES.tr].map(({ noticeId }) => noticeId);

    expect(shapes[0]).toEqual(shapes[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
