import "server-only";

export function cookiesOf(request: Request): Record<string, string> {
  return parseCookies(request.headers.get("cookie"));
}

/** Of cookies with one name the last counts; one that can't be decoded is returned unchanged. */
export function parseCookies(header: string | null): Record<string, string> {
  const pairs = (header ?? "").split(/; */);
  const named = pairs.map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, Math.max(at, 0)), decoded(pair.slice(at + 1))] as const;
  });
  return Object.fromEntries(named.filter(([name]) => name !== ""));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // The percent sign is from a cookie that is not ours.
  }
}
