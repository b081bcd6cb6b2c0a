/** What the suite puts in front of a path in its container's trace directory. */
const TRACE_MOUNT = "/trace";

const WITH_VALUE: ReadonlySet<string> = new Set(["--name", "--network", "--entrypoint", "-v"]);

/**
 * The simulator's own arguments in those that the suite gives to `docker`, with paths of the container turned into
 * paths of this machine; undefined for everything but `docker run`.
 */
export function simulatorArguments(docker: readonly string[]): readonly string[] | undefined {
  const [verb, ...options] = docker;
  if (verb !== "run") return undefined;
  let traceDir = TRACE_MOUNT;
  let at = 0;
  while (options[at]?.startsWith("-")) {
    const [option, value = ""] = options.slice(at);
    if (option === "-v") traceDir = value.slice(0, value.lastIndexOf(":"));
    at += WITH_VALUE.has(option ?? "") ? 2 : 1;
  }
  // What stands at `at` is the image.
  return options
    .slice(at + 1)
    .map((argument) =>
      argument.startsWith(`${TRACE_MOUNT}/`)
        ? `${traceDir}${argument.slice(TRACE_MOUNT.length)}`
        : argument,
    );
}
