/** The results of works that run at the same time. Where one throws, all the others have come to their end before that is thrown. */
export async function allDone<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
