import "server-only";

/**
 * Whether anything may leave this installation. One that was restored from a backup does not know
 * what its predecessor has sent since: mails, webhooks and the like wait until an operator decides.
 */
import { sql } from "./sql";

export const DELIVERY_PAUSE = "deliveries.paused";

export async function areDeliveriesPaused(): Promise<boolean> {
  const found = await sql("SELECT FROM setting WHERE name = $1", [DELIVERY_PAUSE]);
  return found.length > 0;
}
