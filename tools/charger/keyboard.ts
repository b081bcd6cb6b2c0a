/** Calls back for each key that is pressed in a terminal; does nothing where there is none. Gives a function that stops it. */
export function onKeys(actions: Readonly<Record<string, () => void>>): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  const listener = (key: string): void => {
    // A terminal in raw mode does not turn Ctrl-C into a signal.
    const name = key === "\u0003" ? "q" : key;
    if (Object.hasOwn(actions, name)) actions[name]?.();
  };
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  stdin.on("data", listener);
  return () => {
    stdin.off("data", listener);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
