import "server-only";

/** Performs the commands of users about syncs. */
import type { z } from "zod";
import type { startSyncSchema } from "@/lib/contracts/sync";
import { countRangeDays } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { connectionKind, notConfigured } from "../cashrec/source";
import { requestSync } from "./request";

/** The limit is a little over three years. */
const DAYS_MAX = 1_100;

/** Returns at once; the sync runs in the background, and the client polls `getSync`. */
export async function startSync(
  scope: Scope<"sync:start">,
  { centreIds, from, to }: z.infer<typeof startSyncSchema>,
): Promise<{ id: string }> {
  if (countRangeDays({ from, to }) > DAYS_MAX) {
    throw new AppError("INVALID", `Ask for at most ${DAYS_MAX} days at once.`, {
      errors: [{ path: "to", message: `Ask for at most ${DAYS_MAX} days at once` }],
    });
  }
  if ((await connectionKind()) === "unconfigured") throw notConfigured();
  return requestSync({ centreIds, from, to, requestedById: scope.actorId });
}
