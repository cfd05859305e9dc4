import "server-only";

/**
 * Makes days due whose likely causes have to be computed again. Rows are only added, so that
 * whoever changes a day waits for nobody; a job takes them.
 */
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";

type ChangedDay = DayKey & { figuresChanged: boolean; work: { unexplained: number } };

/** Causes follow from figures; of an explained day they are not needed. */
export async function requestCausesOf(sql: Sql, days: readonly ChangedDay[]): Promise<void> {
  const due = days.filter(({ figuresChanged, work }) => figuresChanged || work.unexplained > 0);
  if (due.length === 0) return;
  await sql(
    `INSERT INTO cause_due (centre_id, business_date, figures_changed)
     SELECT k.* FROM ${unnestDays({ figures_changed: "bool" })}`,
    [...keyArrays(due), due.map(({ figuresChanged }) => figuresChanged)],
  );
}

/** Null is any: the causes of all these days depend on something that changed. */
type Concerned = { centreId: string | null; currency: string | null };

export async function requestCausesAgain(
  sql: Sql,
  { centreId, currency }: Concerned,
): Promise<void> {
  await sql(
    `INSERT INTO cause_due (centre_id, business_date, figures_changed)
     SELECT centre_id, business_date, true FROM reconciliation
      WHERE unexplained_lines > 0 AND ($1::text IS NULL OR centre_id = $1)
        AND ($2::text IS NULL OR currency = $2)`,
    [centreId, currency],
  );
}
