import "server-only";

/** Responds to `/.well-known/security.txt` as RFC 9116 describes it. */
import { env } from "../env";

const EXPIRES_DAYS = 180;
const DAY_MS = 24 * 60 * 60 * 1000;

export function respondWithSecurityText(): Response {
  const { baseUrl, network } = env();
  const text = buildSecurityText(network.securityContact, baseUrl, new Date());
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return text === null ? new Response(null, { status: 404 }) : new Response(text, { headers });
}

/** Returns null without a contact. The text expires half a year after the day of the request. */
export function buildSecurityText(
  contact: string | null,
  baseUrl: string,
  now: Date,
): string | null {
  if (contact === null) return null;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const expires = new Date(today + EXPIRES_DAYS * DAY_MS).toISOString();
  const fields = [
    `Contact: ${contact}`,
    `Expires: ${expires.replace(/\.\d+Z$/, "Z")}`,
    "Preferred-Languages: en, es, fr",
    `Canonical: ${baseUrl}/.well-known/security.txt`,
  ];
  return `${fields.join("\n")}\n`;
}
