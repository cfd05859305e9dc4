import "server-only";

/**
 * Under which name browsers keep passkeys of this installation, and from which origin they are
 * accepted. Both come from NEXTAUTH_URL: a passkey of one name is worth nothing under another.
 */
import { isIP } from "node:net";
import { env } from "../env";
import { isLoopback } from "../env-network";

export type RelyingParty = { id: string; origin: string };

/** What people call the loopback interface; browsers accept no address as the id. */
const LOCAL = "localhost";

/** Null where browsers allow no passkeys: without HTTPS, and under an address instead of a name. */
export function findRelyingParty(): RelyingParty | null {
  const { protocol, hostname, port, origin } = new URL(env().baseUrl);
  if (isLoopback(hostname)) {
    return { id: LOCAL, origin: `${protocol}//${LOCAL}${port === "" ? "" : `:${port}`}` };
  }
  const isAddress = isIP(hostname.replaceAll(/[[\]]/g, "")) !== 0;
  return protocol === "https:" && !isAddress ? { id: hostname, origin } : null;
}

/** Whether a browser that reaches us as `host` can use the passkeys. */
export function offersPasskeys(host: string | null): boolean {
  const party = findRelyingParty();
  if (party === null || host === null || !URL.canParse(`http://${host}`)) return false;
  return new URL(`http://${host}`).hostname === party.id;
}
