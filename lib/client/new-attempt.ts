/**
 * The key of a new request that changes something. `randomUUID` is missing on pages without HTTPS,
 * over which the application may be reached.
 */
export function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
