/** What a session may do that was opened with a PIN: count, and reply to what finance asks. */
import { type Actor, EVERYWHERE, type Permission } from "./permission";

const COUNTING: readonly Permission[] = [
  "centre:view",
  "till-count:view",
  "till-count:record",
  "thread:view",
  "thread:write",
];

/** Restricts somebody to counting in one centre, whatever their roles grant here and elsewhere. */
export function restrictToCounting(actor: Actor, centreId: string): Actor {
  const granted = [...(actor.roles.get(centreId) ?? []), ...(actor.roles.get(EVERYWHERE) ?? [])];
  return { ...actor, roles: new Map([[centreId, granted]]), limitedTo: COUNTING };
}
