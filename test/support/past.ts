const START_MS = Math.floor(Date.now() / 1000) * 1000;

/** A moment some seconds before this test file began, in whole seconds: charges may then be worked out by hand. */
export function secondsAgo(seconds: number): string {
  return new Date(START_MS - seconds * 1000).toISOString();
}
