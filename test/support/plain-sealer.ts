import type { SealerOf } from "#domain/privacy/sealer.ts";

/** Seals nothing, and shows by its words that it was asked: for tests of what is stored, not of how it is sealed. */
export const plainSealerOf: SealerOf = () => ({
  seal: async ({ subjectId, purpose }, _place, text) => `${subjectId}:${purpose}:${text}`,
  open: async ({ subjectId, purpose }, _place, sealed) =>
    sealed.slice(`${subjectId}:${purpose}:`.length),
  forget: async () => {},
});
