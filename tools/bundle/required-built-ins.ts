import { isBuiltin } from "node:module";
import type { Plugin } from "esbuild";

const NAMESPACE = "required-built-ins";

/**
 * Makes the bundles call `require` for Node's own modules where they import them. An import reads every export of the
 * module at once, also `http.WebSocket`, for which Node loads all of undici: a quarter of the CPU of a cold start, for nothing (docs/adr/0051).
 */
export const requiredBuiltIns: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^[a-z:/_]+$/ }, ({ kind, path }) => {
      if (!isBuiltin(path)) return undefined;
      return kind === "import-statement"
        ? { path, namespace: NAMESPACE }
        : { path, external: true };
    });
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: "js",
    }));
  },
};
