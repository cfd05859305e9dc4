/** What the headers of every response must say, for pages, for the API, and over HTTPS. */

export type ReadHeaders = (name: string) => string | null;

export type Expectation = {
  kind: "page" | "api" | "file";
  /** Whether the installation is reached over HTTPS. */
  secure: boolean;
};

const YEAR_SECONDS = 31_536_000;
const PRIVATE_REFERRERS = ["no-referrer", "same-origin", "strict-origin"];
const FEATURES = ["camera", "microphone", "geolocation"];

/** Returns a sentence for each header that is missing or too weak. */
export function findHeaderFaults(read: ReadHeaders, { kind, secure }: Expectation): string[] {
  const policy = read("content-security-policy") ?? "";
  const faults = [
    ...wrong(read, "x-content-type-options", (value) => value === "nosniff"),
    ...wrong(read, "cross-origin-resource-policy", (value) => value === "same-origin"),
    ...(secure ? wrong(read, "strict-transport-security", isLongAndWide) : []),
    ...(hasCharset(read("content-type")) ? [] : ["content-type without a charset"]),
    ...(read("x-powered-by") === null ? [] : ["x-powered-by names the framework"]),
    ...(read("access-control-allow-origin") === null ? [] : ["other origins may read it"]),
  ];
  if (kind === "file") return faults;
  faults.push(
    ...wrong(read, "referrer-policy", (value) => PRIVATE_REFERRERS.includes(value)),
    ...(policy.includes("frame-ancestors 'none'") ? [] : ["it can be framed"]),
  );
  if (kind === "api") {
    const isStored = !/\bno-store\b/.test(read("cache-control") ?? "");
    return isStored ? [...faults, "cache-control lets a browser store it"] : faults;
  }
  return [
    ...faults,
    ...(/script-src [^;]*'nonce-/.test(policy) ? [] : ["scripts need no nonce"]),
    ...wrong(read, "cross-origin-opener-policy", (value) => value === "same-origin"),
    ...wrong(read, "permissions-policy", (value) =>
      FEATURES.every((feature) => value.includes(`${feature}=()`)),
    ),
  ];
}

/** Over HTTPS a cookie belongs to this very host, and to nobody who listens. */
export function findCookieFaults(cookies: readonly string[]): string[] {
  return cookies.flatMap((cookie) => {
    const [name = ""] = cookie.split("=");
    const isBound = name.startsWith("__Host-") && /; *Path=\/(;|$)/i.test(cookie);
    const isPrivate = /; *Secure/i.test(cookie) && /; *SameSite=(Lax|Strict)/i.test(cookie);
    return isBound && isPrivate ? [] : [`the cookie ${name} is not bound to the host`];
  });
}

function wrong(read: ReadHeaders, name: string, isGood: (value: string) => boolean): string[] {
  const value = read(name);
  if (value === null) return [`${name} is missing`];
  return isGood(value) ? [] : [`${name} is "${value}"`];
}

function isLongAndWide(value: string): boolean {
  const seconds = Number(/max-age=(\d+)/.exec(value)?.[1] ?? 0);
  return seconds >= YEAR_SECONDS && /includesubdomains/i.test(value);
}

/** JSON is UTF-8 by its definition. */
function hasCharset(type: string | null): boolean {
  return type === null || !/^text\//.test(type) || /charset=utf-8/i.test(type);
}
