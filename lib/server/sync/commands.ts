import "server-only";

/** What people ask of the sync. */
import type { z } from "zod";
import type { startSyncSchema } from "@/lib/contracts/sync";
import { daysIn } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { connectionKind, notConfigured } from "../cashrec/source";
import { requestSync } from "./request";

/** A little over three years. */
const DAYS_MAX = 1_100;

/** Answers at once; the pass runs in the background and is followed with `getSync`. */
export async function startSync(
  scope: Scope<"sync:start">,
  { centreIds, from, to }: z.infer<typeof startSyncSchema>,
): Promise<{ id: string }> {
  if (daysIn({ from, to }) > DAYS_MAX) {
    throw new AppError("INVALID", `Ask for at most ${DAYS_MAX} days at once.`, {
      errors: [{ path: "to", message: `Ask for at most ${DAYS_MAX} days at once` }],
    });
  }
  if ((await connectionKind()) === "unconfigured") throw notConfigured();
  return requestSync({ centreIds, from, to, requestedById: scope.actorId });
}
