/** Makes something by its REST route, as somebody of the operator. */
export type Make = (
  resource: string,
  path: string,
  body?: object,
  as?: string,
  ids?: Readonly<Record<string, string>>,
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by using it
) => Promise<any>;

/** A driver with a token, words that they were shown, a request of theirs, and a code for their account. */
export async function makeDriver(
  make: Make,
  owner: {
    readonly mark: string;
    readonly tokenId: string;
    readonly support: string;
    readonly privacy: string;
  },
) {
  const { mark, tokenId, support, privacy } = owner;
  const email = `${mark}@example.org`;
  const { driverId } = await make("drivers", "drivers", { email, language: "en" }, support);
  await make("drivers", "drivers/{driverId}/tokens", { tokenId }, support, { driverId });
  const { code: accountCode } = await make(
    "drivers",
    "drivers/{driverId}/account-code",
    undefined,
    support,
    { driverId },
  );
  // The words of two operators are on two channels, so that one's id is nothing in the other.
  const channel = mark === "a" ? "web" : "app";
  const words = { purpose: "marketing-email", language: "en", channel, text: "May we?" };
  const { noticeId } = await make("consents", "notices", words, privacy);
  const identity = { method: "call-back", facts: ["phone", "plate"] };
  const { dataRequestId } = await make(
    "data-requests",
    "data-requests",
    { driverId, type: "ERASE", identity },
    support,
  );
  return { driverId, email, accountCode, noticeId, dataRequestId };
}
