import "server-only";

/**
 * Stores the best likely cause of each difference, so that a list shows it without computing
 * anything. Whoever changes a day makes it due, and a job comes here afterwards. A stored cause
 * counts only while the figures that it was computed from are in force, so that one that is late is
 * not shown, and none is ever shown beside other figures.
 */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { addDays } from "@/lib/domain/business-date";
import type { DayKey } from "@/lib/domain/keys";
import { tryLockCauses } from "../db/advisory-lock";
import { inTransaction, type Sql, type Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { EARLIER_DAYS, listCauses } from "./list-causes";

/** One transaction takes at most this many days off the list of what is due. */
const DUE_PER_STEP_MAX = 50;

/** Continues until nothing is due, or another process does the same. Returns the days computed. */
export async function storeDueCauses(signal?: AbortSignal): Promise<number> {
  for (let computed = 0; ;) {
    if (signal?.aborted === true) return computed;
    const step = await inTransaction(takeStep);
    if (step === null) return computed;
    computed += step;
  }
}

type Due = DayKey & { id: string; figuresChanged: boolean };

/** Returns how many days were computed; null when nothing is due, or another process is at it. */
async function takeStep(tx: Transaction): Promise<number | null> {
  if (!(await tryLockCauses(tx.sql))) return null;
  const due = await tx.sql<Due>(
    `SELECT id, centre_id AS "centreId", business_date AS "businessDate",
            figures_changed AS "figuresChanged"
       FROM cause_due ORDER BY id LIMIT ${DUE_PER_STEP_MAX}`,
  );
  if (due.length === 0) return null;
  const days = await listDaysToCompute(tx.sql, due);
  for (const day of days) await storeCausesOfDay(tx.sql, day);
  await tx.sql("DELETE FROM cause_due WHERE id = ANY($1::bigint[])", [due.map(({ id }) => id)]);
  return days.length;
}

/**
 * The figures of a day bear upon the causes of the nearest days on both sides, and of the weeks
 * after it, for which they show what is usual. Days without anything to explain are left out.
 */
async function listDaysToCompute(sql: Sql, due: readonly Due[]): Promise<DayKey[]> {
  return sql<DayKey>(
    `WITH due AS (SELECT * FROM ${unnestDays({ until: "text", figures_changed: "bool" })}),
     around AS (
       SELECT centre_id, business_date, figures_changed FROM due
       UNION ALL
       SELECT due.centre_id, near.business_date, true
         FROM due CROSS JOIN LATERAL (
           SELECT max(r.business_date) AS business_date FROM reconciliation r
            WHERE r.centre_id = due.centre_id AND r.business_date < due.business_date
           UNION
           SELECT min(r.business_date) FROM reconciliation r
            WHERE r.centre_id = due.centre_id AND r.business_date > due.business_date
           UNION
           SELECT r.business_date FROM reconciliation r
            WHERE r.centre_id = due.centre_id AND r.business_date > due.business_date
              AND r.business_date <= due.until
         ) near
        WHERE due.figures_changed
     )
     SELECT d.centre_id AS "centreId", d.business_date AS "businessDate"
       FROM around JOIN reconciliation d USING (centre_id, business_date)
       LEFT JOIN cause_day c USING (centre_id, business_date)
      WHERE d.unexplained_lines > 0
      GROUP BY d.centre_id, d.business_date, d.figures_revision, c.figures_revision
     HAVING bool_or(around.figures_changed)
         OR c.figures_revision IS DISTINCT FROM d.figures_revision
      ORDER BY d.centre_id, d.business_date`,
    [
      ...keyArrays(due),
      due.map(({ businessDate }) => addDays(businessDate, EARLIER_DAYS)),
      due.map(({ figuresChanged }) => figuresChanged),
    ],
  );
}

/** The revisions are read first: what changes while the causes are computed makes them outdated. */
async function storeCausesOfDay(sql: Sql, key: DayKey): Promise<void> {
  const revisions = await readRevisions(sql, key);
  const causes = await listCauses(sql, key);
  const day = [key.centreId, key.businessDate];
  await sql("DELETE FROM likely_cause WHERE centre_id = $1 AND business_date = $2", day);
  await insertCauses(sql, { key, causes, revisions });
  await sql(
    `INSERT INTO cause_day (centre_id, business_date, figures_revision) VALUES ($1, $2, $3)
     ON CONFLICT (centre_id, business_date)
     DO UPDATE SET figures_revision = EXCLUDED.figures_revision`,
    [...day, revisions.get(key.businessDate) ?? "0"],
  );
}

type Revisions = ReadonlyMap<string, string>;

/** Reads those of all days that a cause may name. */
async function readRevisions(sql: Sql, { centreId, businessDate }: DayKey): Promise<Revisions> {
  const rows = await sql<{ businessDate: string; revision: string }>(
    `SELECT business_date AS "businessDate", figures_revision AS revision FROM reconciliation
      WHERE centre_id = $1 AND business_date IN ($2,
        (SELECT max(business_date) FROM reconciliation
          WHERE centre_id = $1 AND business_date < $2),
        (SELECT min(business_date) FROM reconciliation
          WHERE centre_id = $1 AND business_date > $2))`,
    [centreId, businessDate],
  );
  return new Map(rows.map((row) => [row.businessDate, row.revision]));
}

type FoundCauses = { key: DayKey; causes: DayDetail["causes"]; revisions: Revisions };

async function insertCauses(sql: Sql, { key, causes, revisions }: FoundCauses): Promise<void> {
  const found = causes.flatMap(({ causes: [best], ...position }) =>
    best === undefined ? [] : [{ ...position, best }],
  );
  if (found.length === 0) return;
  const others = found.map(({ best }) => {
    const { businessDate = key.businessDate } = best.facts;
    return businessDate === key.businessDate ? null : businessDate;
  });
  await sql(
    `INSERT INTO likely_cause (centre_id, business_date, shift_id, till_id, tender_id, cause,
       other_date, other_revision)
     SELECT $1, $2, k.* FROM unnest($3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[],
       $8::bigint[]) AS k`,
    [
      key.centreId,
      key.businessDate,
      found.map(({ shiftId }) => shiftId),
      found.map(({ tillId }) => tillId),
      found.map(({ tenderId }) => tenderId),
      found.map(({ best }) => JSON.stringify(best)),
      others,
      others.map((date) => (date === null ? null : (revisions.get(date) ?? null))),
    ],
  );
}
