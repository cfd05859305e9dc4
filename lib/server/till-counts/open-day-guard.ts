import "server-only";

/** Whether the counts of a day may still change. */
import type { CountRefusal } from "@/lib/domain/till-count/blind-count";
import { type CentreClock, lastCountable } from "@/lib/domain/business-date";
import { AppError } from "../app-error";
import type { DayKey } from "../db/advisory-lock";
import type { Sql } from "../db/sql";
import { isPeriodClosed } from "../periods/queries";

/** The state of a day that nobody has touched yet is open. */
export async function getDayState(sql: Sql, day: DayKey): Promise<string> {
  const [found] = await sql<{ state: string }>(
    "SELECT state FROM reconciliation WHERE centre_id = $1 AND business_date = $2",
    [day.centreId, day.businessDate],
  );
  return found?.state ?? "open";
}

/** Ask while holding the lock of the day. */
export async function refuseUnlessOpen(sql: Sql, day: DayKey): Promise<void> {
  await refuseFarAhead(sql, day);
  const state = await getDayState(sql, day);
  if (state !== "open") {
    throw refusal("day-not-open", `This day is ${state}: its counts change if it is reopened.`);
  }
  if (await isPeriodClosed(sql, day)) {
    throw refusal("period-closed", "This period is closed: its counts change if it is reopened.");
  }
}

async function refuseFarAhead(sql: Sql, { centreId, businessDate }: DayKey): Promise<void> {
  const [clock] = await sql<CentreClock>(
    `SELECT time_zone AS "timeZone", day_starts_at AS "dayStartsAt" FROM centre WHERE id = $1`,
    [centreId],
  );
  if (clock === undefined || businessDate <= lastCountable(Date.now(), clock)) return;
  throw refusal("too-far-ahead", `${businessDate} lies after tomorrow in this centre. Check it.`);
}

export function refusal(reason: CountRefusal, message: string): AppError {
  return new AppError("REFUSED", message, { reason });
}
