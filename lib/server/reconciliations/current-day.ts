import "server-only";

/** What every command about one day ends with: the day as it is now, for whoever asked. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { AppError } from "../app-error";
import { NO_SUCH_CENTRE } from "../centres/queries";
import { findDay } from "./day";

export async function dayAsItIs(
  key: { centreId: string; date: string },
  readerId: string,
): Promise<DayDetail> {
  const day = await findDay(key, readerId);
  if (day === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return day;
}
