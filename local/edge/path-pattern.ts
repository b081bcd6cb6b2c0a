/** Compiles a CloudFront path pattern: `*` for any characters, `?` for one, case-sensitive, leading slash optional. */
export function pathPattern(pattern: string): (path: string) => boolean {
  const rooted = pattern.startsWith("/") ? pattern : `/${pattern}`;
  const source = rooted
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}
