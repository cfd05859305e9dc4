/**
 * Names the cookies that hold a person's preferences. Over HTTPS the prefix binds them to this very
 * host; browsers take it over HTTPS alone. Earlier versions wrote them without it everywhere.
 */
export const PREFERENCES = ["theme", "language", "zone", "keys", "chart"] as const;
export type Preference = (typeof PREFERENCES)[number];

const HOST_PREFIX = "__Host-";

export function preferenceCookieName(preference: Preference, isHttps: boolean): string {
  return isHttps ? `${HOST_PREFIX}${preference}` : preference;
}

/** A cookie of an earlier version counts until the browser has written the other. */
export function readPreference(
  preference: Preference,
  read: (name: string) => string | null | undefined,
): string | undefined {
  return read(`${HOST_PREFIX}${preference}`) ?? read(preference) ?? undefined;
}
