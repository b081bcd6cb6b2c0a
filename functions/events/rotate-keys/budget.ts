/** Far enough from the function's timeout that what was done can still be taken down. */
export const BUDGET_MS = 90_000;
