import "server-only";

/**
 * Decides whether a valid API token is used from where it may be, and notes its use. From any other
 * address it looks as if it did not exist, and only the security log says whose it is.
 */
import { listCodes, READ_ONLY } from "../db/failures";
import { sql } from "../db/sql";
import { addressOf, isAddressWithin } from "../http/address";
import { recordSecurityEvent } from "../security-log/record";

type UsedToken = {
  tokenId: string;
  userId: string;
  /** Addresses and networks; none: it works from everywhere. */
  networks: readonly string[];
  /** The last use that is noted is a minute ago, because a busy script must not write each time. */
  isUnnoted: boolean;
};

export async function admitTokenUse(request: Request, token: UsedToken): Promise<boolean> {
  const { tokenId, userId, networks, isUnnoted } = token;
  const address = addressOf(request);
  if (networks.length > 0 && !isAddressWithin(networks, address)) {
    recordSecurityEvent(request, { kind: "token-elsewhere", personId: userId });
    return false;
  }
  if (isUnnoted) await noteUse(tokenId, address);
  return true;
}

/** A database that takes no changes can still be read. */
async function noteUse(tokenId: string, address: string): Promise<void> {
  await sql(
    `UPDATE api_token SET last_used_at = now(), last_used_from = $2
      WHERE id = $1::uuid
        AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [tokenId, address],
  ).catch((error: unknown) => {
    if (!listCodes(error).includes(READ_ONLY)) throw error;
  });
}
