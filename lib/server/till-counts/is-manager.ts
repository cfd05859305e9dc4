import "server-only";

/** Tells who may approve in a centre: they may count on when the tries of a count are used up. */
import { type Actor, can } from "@/lib/domain/permission";

export type ByManager = { isManager?: boolean };

export function byManager(actor: Actor, centreId: string): ByManager {
  return { isManager: can(actor, "reconciliation:approve", centreId) };
}
