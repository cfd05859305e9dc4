import "server-only";

/**
 * Begins every command about one day: it locks the day, and refuses what the reader could not have
 * wanted or the day no longer accepts. The command ends by giving the day a new version.
 */
import { type DayChange, refuseDayChange } from "@/lib/domain/workflow/open-day";
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import { AppError } from "../app-error";
import { lockDays } from "../db/advisory-lock";
import type { Sql } from "../db/sql";
import { isPeriodClosed } from "../periods/queries";
import { STANDING_COLUMNS, type Standing } from "./standing";

/** Version 0 is the open day of which nothing is stored yet. */
export type DayVersion = { state: DayState; version: number };

/**
 * Locks the day until the end of the transaction. Throws CONFLICT when the reader saw another
 * `version`, and REFUSED when the day accepts no such change. Only a count may be the first that is
 * known of a day.
 */
export async function openDay(
  sql: Sql,
  key: DayKey,
  { change, version }: { change: DayChange; version?: number | undefined },
): Promise<DayVersion> {
  await lockDays(sql, [key]);
  const day = await findDayVersion(sql, key);
  if (day.version === 0 && change !== "count") {
    throw new AppError("NOT_FOUND", "Nothing was reported or counted on this day yet.");
  }
  if (version !== undefined) await refuseStale(sql, key, { seen: version, now: day.version });
  const periodClosed = await isPeriodClosed(sql, key);
  const reason = refuseDayChange(change, { state: day.state, periodClosed });
  if (reason === null) return day;
  const cause = reason === "period-closed" ? "The period is closed" : `The day is ${day.state}`;
  throw new AppError("REFUSED", `${cause}. Reopen it to ${PURPOSES[change]}.`, { reason });
}

const PURPOSES: Record<DayChange, string> = {
  count: "change its counts",
  explanation: "explain its lines",
  note: "add a note",
  attachment: "attach a file",
  message: "write about its lines",
  assignment: "assign its lines",
};

export async function findDayVersion(
  sql: Sql,
  { centreId, businessDate }: DayKey,
): Promise<DayVersion> {
  const [day] = await sql<DayVersion>(
    "SELECT state, version FROM reconciliation WHERE centre_id = $1 AND business_date = $2",
    [centreId, businessDate],
  );
  return day ?? { state: "open", version: 0 };
}

/** Throws CONFLICT, which names who was faster. `dayRoute` adds the current day. */
export async function refuseStale(
  sql: Sql,
  key: DayKey,
  { seen, now }: { seen: number; now: number },
): Promise<void> {
  if (seen === now) return;
  const name = await findLastActor(sql, key);
  const cause = name === null ? "The day has changed" : `${name} changed this day`;
  throw new AppError("CONFLICT", `${cause} since you opened it. Nothing was done; look again.`);
}

async function findLastActor(sql: Sql, { centreId, businessDate }: DayKey) {
  const [row] = await sql<{ name: string | null }>(
    `SELECT u.name FROM audit_entry a LEFT JOIN "user" u ON u.id = a.actor_id
      WHERE a.centre_id = $1 AND a.business_date = $2 ORDER BY a.id DESC LIMIT 1`,
    [centreId, businessDate],
  );
  return row?.name ?? null;
}

const RAISED = `version = greatest(version, $3 + 1),
            revision = nextval('reconciliation_revision')`;

/**
 * Gives the day a version above the one that was opened, so that every screen that shows it learns
 * of the change. Recomputing its lines may have given it one already.
 */
export async function raiseVersion(
  sql: Sql,
  { centreId, businessDate }: DayKey,
  opened: DayVersion,
): Promise<DayVersion> {
  const [day] = await sql<DayVersion>(
    `UPDATE reconciliation SET ${RAISED} WHERE centre_id = $1 AND business_date = $2
      RETURNING state, version`,
    [centreId, businessDate, opened.version],
  );
  if (day === undefined) throw new Error("The day that was opened is not there");
  return day;
}

/** A newer sheet is no longer marked where the move settles what it changed. */
type NewState = { to: DayState; settlesChange: boolean };

/** Does the same together with the state, because every update of a day keeps sums of its month. */
export async function moveToState(
  sql: Sql,
  { centreId, businessDate }: DayKey,
  { opened, to, settlesChange }: NewState & { opened: DayVersion },
): Promise<Standing> {
  const [moved] = await sql<Standing>(
    `UPDATE reconciliation r
        SET ${RAISED}, state = $4,
            changed_sheet_version = CASE WHEN $5 THEN NULL ELSE changed_sheet_version END
      WHERE r.centre_id = $1 AND r.business_date = $2
      RETURNING ${STANDING_COLUMNS}`,
    [centreId, businessDate, opened.version, to, settlesChange],
  );
  if (moved === undefined) throw new Error("A day that moves is there");
  return moved;
}
