import "server-only";

/** Whether a request comes from somebody who is asked when the tries of a count are used up. */
import { can } from "@/lib/domain/permission";
import { requireActor } from "../auth/actor";

export type ByManager = { isManager?: boolean };

export async function askManager(request: Request, centreId: string): Promise<ByManager> {
  return { isManager: can(await requireActor(request), "reconciliation:approve", centreId) };
}
