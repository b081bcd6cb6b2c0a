import "#test/support/environment.ts";
import { describe, expect, it, vi } from "vitest";
import type { Standing } from "#domain/access/standing.ts";
import { DomainError, type DomainErrorCode } from "#domain/errors.ts";
import { noteRefusalOnceAnHour } from "#functions/shared/note-refusal.ts";
import { at, grantOf, NOW, standingOf } from "../../domain/access/builders.ts";

const visitor = (standing: Standing, operator: "missing" | "open" = "open") => ({
  standing,
  operator,
  places: [],
});
const attempt = (now = NOW, subject = "ann") => ({
  subject,
  requestId: "request-1",
  operationId: "readThing",
  now,
});
const refusal = (code: DomainErrorCode) => new DomainError(code, "no");

describe("a refusal", () => {
  it("is taken down once an hour for each subject and kind", async () => {
    const record = vi.fn(async () => {});
    const note = noteRefusalOnceAnHour(record);
    const forbidden = refusal("access.forbidden");

    await note(forbidden, visitor(standingOf()), attempt());
    await note(forbidden, visitor(standingOf()), attempt(at(3599)));
    await note(forbidden, visitor(standingOf()), attempt(NOW, "bob"));
    await note(refusal("operator.not-found"), visitor(standingOf()), attempt());
    await note(forbidden, visitor(standingOf()), attempt(at(3600)));

    expect(record).toHaveBeenCalledTimes(4);
  });

  it.each([
    ["access.forbidden", "access.forbidden"],
    ["operator.not-found", "access.foreign-operator"],
    ["operator.suspended", "access.suspended-operator"],
  ] as const)("%s is a signal of %s", async (code, kind) => {
    const record = vi.fn(async () => {});

    await noteRefusalOnceAnHour(record)(refusal(code), visitor(standingOf()), attempt());

    expect(record).toHaveBeenCalledWith({
      operatorId: "demo-a",
      kind,
      subject: "ann",
      evidence: { requestId: "request-1", operationId: "readThing" },
      at: NOW,
    });
  });

  it.each([
    ["a grant that ended", { grants: [grantOf({ endsAt: at(-1), startsAt: at(-60) })] }],
    ["a grant that was revoked", { grants: [grantOf({ revokedAt: at(-1) })] }],
    ["a disabled account", { disabledAt: at(-1) }],
  ])("after %s says that a right has ended", async (_, given) => {
    const record = vi.fn(async () => {});
    const from = visitor(standingOf(given));

    await noteRefusalOnceAnHour(record)(refusal("access.forbidden"), from, attempt());

    expect(record).toHaveBeenCalledWith(expect.objectContaining({ kind: "access.right-ended" }));
  });

  it("of an operator that does not exist is the platform's to know", async () => {
    const record = vi.fn(async () => {});
    const nowhere = visitor(standingOf(), "missing");

    await noteRefusalOnceAnHour(record)(refusal("operator.not-found"), nowhere, attempt());

    expect(record).toHaveBeenCalledWith(expect.objectContaining({ operatorId: "platform" }));
  });

  it.each([refusal("request.invalid"), new Error("bug")])(
    "that is none is no signal",
    async (error) => {
      const record = vi.fn(async () => {});

      await noteRefusalOnceAnHour(record)(error, visitor(standingOf()), attempt());

      expect(record).not.toHaveBeenCalled();
    },
  );

  it("stands though it could not be taken down, and is taken down the next time", async () => {
    const record = vi.fn(async () => {}).mockRejectedValueOnce(new Error("throttled"));
    const note = noteRefusalOnceAnHour(record);

    await note(refusal("access.forbidden"), visitor(standingOf()), attempt());
    await note(refusal("access.forbidden"), visitor(standingOf()), attempt());

    expect(record).toHaveBeenCalledTimes(2);
  });
});
