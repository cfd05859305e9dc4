import "server-only";

/** Opens the day of a count: one that the centre has reached, and whose counts may still change. */
import { type CentreClock, lastCountable } from "@/lib/domain/business-date";
import type { CountRefusal } from "@/lib/domain/till-count/blind-count";
import { AppError } from "../app-error";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { type DayVersion, openDay } from "../workflow/open-day";

/** Locks the day until the end of the transaction. */
export async function openDayForCount(sql: Sql, key: DayKey): Promise<DayVersion> {
  await refuseFarAhead(sql, key);
  return openDay(sql, key, { change: "count" });
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
