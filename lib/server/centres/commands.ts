import "server-only";

/** Adds and changes centres: all of a list, or none of it. */
import type { Centre, CENTRE_COLUMNS } from "@/lib/contracts/centre";
import { localTime } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { lockCentres } from "./settings";

export type SavedCentres = { created: number; changed: number; unchanged: number };
export type CentreConflict = {
  id: string;
  column: (typeof CENTRE_COLUMNS)[number];
  reason: string;
};

/** `dryRun` looks for conflicts and counts, and stores nothing. Throws when there are conflicts. */
export async function saveCentres(
  { actorId }: Scope<"centre:administer">,
  centres: readonly Centre[],
  { dryRun = false, refuse = refuseAll }: SaveOptions = {},
): Promise<SavedCentres> {
  return inTransaction(async ({ sql }) => {
    await lockCentres(sql);
    const stored = await listStoredCentres(sql, centres);
    const conflicts = [
      ...repeated(centres),
      ...(await currencyConflicts(sql, centres, stored)),
      ...(await zoneConflicts(sql, centres, stored)),
    ];
    if (conflicts.length > 0) refuse(conflicts);
    const created = centres.filter(({ id }) => !stored.has(id));
    const changed = centres.filter((centre) => differs(centre, stored.get(centre.id)));
    if (!dryRun) {
      await write(sql, [...created, ...changed]);
      await appendAuditAll(sql, [
        ...created.map((after) => ({
          actorId,
          action: "centre.added" as const,
          centreId: after.id,
          after,
        })),
        ...changed.map((after) => ({
          actorId,
          action: "centre.changed" as const,
          centreId: after.id,
          after,
          before: stored.get(after.id),
        })),
      ]);
    }
    const unchanged = centres.length - created.length - changed.length;
    return { created: created.length, changed: changed.length, unchanged };
  });
}

type SaveOptions = { dryRun?: boolean; refuse?: (conflicts: CentreConflict[]) => never };

function refuseAll(conflicts: CentreConflict[]): never {
  const [first] = conflicts;
  throw new AppError("REFUSED", `${first?.id}: ${first?.reason} Nothing was stored.`, {
    reason: "centre-conflict",
    errors: conflicts.map(({ id, reason }) => ({ path: `centres.${id}`, message: reason })),
  });
}

async function listStoredCentres(
  sql: Sql,
  centres: readonly Centre[],
): Promise<Map<string, Centre>> {
  const rows = await sql<Centre>(
    `SELECT id, name, currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt"
       FROM centre WHERE id = ANY ($1::text[])`,
    [centres.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function repeated(centres: readonly Centre[]): CentreConflict[] {
  const seen = new Set<string>();
  const twice = centres.filter(({ id }) => seen.size === seen.add(id).size);
  return [...new Set(twice.map(({ id }) => id))].map((id) => ({
    id,
    column: "id",
    reason: "This id stands in the list more than once.",
  }));
}

/**
 * Amounts are minor units of the centre's currency, so that another currency would change their
 * value.
 */
async function currencyConflicts(
  sql: Sql,
  centres: readonly Centre[],
  stored: ReadonlyMap<string, Centre>,
): Promise<CentreConflict[]> {
  const moved = centres.filter(({ id, currency }) => {
    const before = stored.get(id);
    return before !== undefined && before.currency !== currency;
  });
  const used = await sql<{ id: string }>(
    `SELECT w.id FROM unnest($1::text[]) AS w (id)
      WHERE EXISTS (SELECT FROM cash_sheet_version s WHERE s.centre_id = w.id)
         OR EXISTS (SELECT FROM till_count t WHERE t.centre_id = w.id)`,
    [moved.map(({ id }) => id)],
  );
  return used.map(({ id }) => ({
    id,
    column: "currency",
    reason: `The currency stays ${stored.get(id)?.currency}: amounts are stored in it.`,
  }));
}

const MONTH_MS = 30 * 86_400_000;

/**
 * Roles on areas follow the clock of PostgreSQL, which may not know a zone that is newer than it,
 * and takes CET for a winter time without end.
 */
async function zoneConflicts(
  sql: Sql,
  centres: readonly Centre[],
  stored: ReadonlyMap<string, Centre>,
): Promise<CentreConflict[]> {
  const moved = centres.filter(({ id, timeZone }) => stored.get(id)?.timeZone !== timeZone);
  const zones = [...new Set(moved.map(({ timeZone }) => timeZone))];
  if (zones.length === 0) return [];
  const whole = Math.floor(Date.now() / 1_000) * 1_000;
  const instants = Array.from({ length: 12 }, (_, month) => whole + month * MONTH_MS);
  const clocks = await sql<{ zone: string; times: string[] }>(
    `SELECT z.zone, array_agg(to_char(i.at AT TIME ZONE z.zone, 'YYYY-MM-DD"T"HH24:MI:SS')
              ORDER BY i.at) AS times
       FROM unnest($1::text[]) AS z (zone)
       JOIN pg_timezone_names n ON lower(n.name) = lower(z.zone)
       CROSS JOIN unnest($2::timestamptz[]) AS i (at)
      GROUP BY z.zone`,
    [zones, instants.map((instant) => new Date(instant))],
  );
  const agreed = new Set(
    clocks.flatMap(({ zone, times }) => {
      return instants.every((at, month) => localTime(at, zone) === times[month]) ? [zone] : [];
    }),
  );
  return moved
    .filter(({ timeZone }) => !agreed.has(timeZone))
    .map(({ id, timeZone }) => ({
      id,
      column: "time_zone",
      reason: `The database does not know the time zone ${timeZone}, or has another time there.`,
    }));
}

function differs(centre: Centre, before: Centre | undefined): boolean {
  if (before === undefined) return false;
  const { name, currency, timeZone, dayStartsAt } = before;
  return (
    centre.name !== name ||
    centre.currency !== currency ||
    centre.timeZone !== timeZone ||
    centre.dayStartsAt !== dayStartsAt
  );
}

async function write(sql: Sql, centres: readonly Centre[]): Promise<void> {
  await sql(
    `INSERT INTO centre (id, name, currency, time_zone, day_starts_at)
     SELECT c.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS c
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, currency = excluded.currency,
       time_zone = excluded.time_zone, day_starts_at = excluded.day_starts_at`,
    [
      centres.map(({ id }) => id),
      centres.map(({ name }) => name),
      centres.map(({ currency }) => currency),
      centres.map(({ timeZone }) => timeZone),
      centres.map(({ dayStartsAt }) => dayStartsAt),
    ],
  );
}
