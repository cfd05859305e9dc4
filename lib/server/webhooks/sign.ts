import "server-only";

/**
 * Signs a message as the Standard Webhooks specification says: HMAC-SHA-256 of its id, time and
 * body. While a secret is replaced there are two signatures, and the receiver accepts either.
 */
import { createHmac } from "node:crypto";
import { secretBytes } from "./secret";

export type SignedMessage = { id: string; seconds: number; body: string };

export function signedHeaders(
  { id, seconds, body }: SignedMessage,
  secrets: readonly string[],
): Record<string, string> {
  const content = `${id}.${seconds}.${body}`;
  const signatures = secrets.map((secret) => {
    return `v1,${createHmac("sha256", secretBytes(secret)).update(content).digest("base64")}`;
  });
  return {
    "content-type": "application/json",
    "user-agent": "Counterfoil",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}
