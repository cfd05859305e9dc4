import "server-only";

/** Returns the token that a program sends (RFC 6750); whose it is, the reader finds out. */
export function bearerTokenOf({ headers }: Request): string | undefined {
  return /^Bearer (.{1,200})$/i.exec(headers.get("authorization") ?? "")?.[1];
}
