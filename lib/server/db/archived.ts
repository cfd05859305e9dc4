import "server-only";

/**
 * Days before one of two years ago or earlier may be archived: written into files, and dropped.
 * None of them may look like a day that nobody read, and none can be stored again.
 */
import { ARCHIVE_MONTHS_MIN, ARCHIVED_DAYS } from "@/lib/domain/retention";
import { formatBusinessDate } from "@/lib/domain/format";
import { AppError } from "../app-error";
import { type Sql, sql } from "./sql";

/** `refuse_archived()` raises it, with the first day that is not archived as its detail. */
const ARCHIVED_CODE = "CF120";

/** Returns the first date that is not archived if this one is, and otherwise null. */
export async function findArchivedUntil(date: string, run: Sql = sql): Promise<string | null> {
  if (date >= newestArchivable()) return null;
  const [row] = await run<{ until: string | null }>("SELECT archived_until() AS until");
  const until = row?.until ?? null;
  return until !== null && date < until ? until : null;
}

export async function refuseArchived(date: string): Promise<void> {
  const until = await findArchivedUntil(date);
  if (until !== null) throw archivedDays(until);
}

/** For the input of a request that names a day. */
export async function refuseArchivedDay(input: unknown): Promise<void> {
  if (typeof input !== "object" || input === null) return;
  for (const [name, value] of Object.entries(input)) {
    const isDay = name === "date" || name === "businessDate";
    if (isDay && typeof value === "string") await refuseArchived(value);
  }
}

export function archivedDays(until: string): AppError {
  const date = formatBusinessDate(until, "en", "range-part");
  return new AppError("REFUSED", `Days before ${date} are archived.`, {
    reason: ARCHIVED_DAYS,
    extra: { businessDate: until },
  });
}

/** Returns null for any other error. */
export function toArchivedDays(error: unknown): AppError | null {
  if (!(error instanceof Error)) return null;
  if (!("code" in error) || error.code !== ARCHIVED_CODE) return toArchivedDays(error.cause);
  return "detail" in error && typeof error.detail === "string" ? archivedDays(error.detail) : null;
}

/** Later dates take no look at the database; one more month is for clocks that disagree. */
function newestArchivable(): string {
  const date = new Date();
  date.setUTCMonth(date.getUTCMonth() - ARCHIVE_MONTHS_MIN + 1, 1);
  return date.toISOString().slice(0, 10);
}
