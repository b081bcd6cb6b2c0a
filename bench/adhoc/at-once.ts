/** Does the work for each, so many at a time; the results in the order of what they are for. */
export async function atOnce<T, R>(
  workers: number,
  items: Iterable<T>,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const waiting = [...items].entries();
  const results: R[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return results;
}
