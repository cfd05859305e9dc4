import "server-only";

/**
 * Serves the routes that change one day. Each runs its command, and then reads the day once: what
 * the screen shows next, after a conflict too.
 */
import { type DayDetail, dayDetailSchema } from "@/lib/contracts/reconciliation";
import type { DayKey } from "@/lib/domain/keys";
import type { Permission, Scope } from "@/lib/domain/permission";
import { type RouteCall, type RouteOptions, route } from "../api/route";
import { AppError, isAppError, NO_SUCH_CENTRE } from "../app-error";
import { wantDurableReads } from "../db/durable-reads";
import { findDay } from "./day";

/** The path of the route names the date; commands take the key of the day. */
type DayInput = { centreId: string; date: string };

export type DayRouteOptions<Input extends DayInput, P extends Permission> = Omit<
  RouteOptions<Input, P, typeof dayDetailSchema>,
  "output" | "handle"
> & {
  run: (scope: Scope<P>, input: Input & DayKey, call: RouteCall) => Promise<unknown>;
};

export function dayRoute<Input extends DayInput, P extends Permission>({
  run,
  ...options
}: DayRouteOptions<Input, P>) {
  return route({
    ...options,
    output: dayDetailSchema,
    handle: (scope: Scope<P>, input: Input, call) =>
      changeDay(input, scope.actorId, () =>
        run(scope, { ...input, businessDate: input.date }, call),
      ),
  });
}

/** Runs a command, and returns the day as its reader sees it now. */
export async function changeDay(
  { centreId, date }: DayInput,
  readerId: string,
  run: () => Promise<unknown>,
): Promise<DayDetail> {
  const key = { centreId, businessDate: date };
  try {
    await run();
  } catch (error) {
    if (!isAppError(error) || error.code !== "CONFLICT") throw error;
    const current = await getCurrentDay(key, readerId);
    throw new AppError("CONFLICT", error.message, { ...error.details, current });
  }
  // What others have stored since may not be on disk yet: reading finds out whether it is.
  wantDurableReads();
  return getCurrentDay(key, readerId);
}

async function getCurrentDay(key: DayKey, readerId: string): Promise<DayDetail> {
  const day = await findDay(key, readerId);
  if (day === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return day;
}
