import "server-only";

/**
 * Computes one day again beside what is stored of it, and names every difference. The day is
 * computed into temporary tables by the code that writes it, in a transaction that is rolled back.
 */
import type { DayFinding } from "@/lib/domain/audit/day-records";
import type { DayKey, LinePosition } from "@/lib/domain/keys";
import { createRuleAndSheetViewsAsOf } from "../as-of/views";
import type { Sql, Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { LINE_COLUMNS, selectValue, TOTAL_COLUMNS } from "../recompute/line-columns";
import { isSameTerms, STORED_TERMS, type StoredTerms } from "../recompute/stored-terms";
import { writeOutdatedDays, writeStoredDays } from "../recompute/recompute-days";
import { CELL_COLUMNS } from "../recompute/write-variance-days";

const FINDINGS_MAX = 50;
/** The tables that the computation writes. */
const WRITTEN = ["reconciliation", "reconciliation_line", "variance_day", "cause_due"];

/** The day was signed with this sheet, by the rules of this moment. */
export type Signed = { at: Date; sheetVersion: number };

/**
 * An open day follows from the records in force. A signed one follows from the sheet that was
 * signed and the rules of that moment; it has accepted no other records since.
 */
export async function compareLines(
  tx: Transaction,
  day: DayKey,
  signed: Signed | null,
): Promise<DayFinding[]> {
  await tx.sql("SAVEPOINT computed");
  if (signed !== null) {
    const views = createRuleAndSheetViewsAsOf(signed.at.toISOString(), signed.sheetVersion);
    for (const view of views) await tx.sql(view);
  }
  for (const table of WRITTEN) {
    await tx.sql(`CREATE TEMP TABLE ${table} (LIKE public.${table} INCLUDING ALL)`);
  }
  const stored = await tx.sql(
    "SELECT FROM public.reconciliation WHERE centre_id = $1 AND business_date = $2",
    [day.centreId, day.businessDate],
  );
  await (stored.length > 0 ? writeStoredDays : writeOutdatedDays)(tx, [day], "lines");
  const findings = [
    ...(await listLineFindings(tx.sql, day)),
    ...(await listDayFindings(tx.sql, day)),
    ...(await listSumFindings(tx.sql, day)),
  ];
  await tx.sql("ROLLBACK TO SAVEPOINT computed");
  return findings;
}

/** The columns that a reader knows by name; the others differ as "details". */
const NAMED = {
  expected_minor: "expectedMinor",
  counted_minor: "countedMinor",
  difference_minor: "differenceMinor",
  tolerance_minor: "toleranceMinor",
  approval_minor: "approvalMinor",
  verdict: "verdict",
  reason: "reason",
} as const;
const POSITION = `"shiftId", "tillId", "tenderId"`;

type LineRow = LinePosition & {
  hasStored: boolean;
  hasComputed: boolean;
  /** All but their terms, which may be stored in another form. */
  isSame: boolean;
  storedTerms: StoredTerms | null;
  computedTerms: StoredTerms | null;
  stored: Record<string, number | string | null>;
  computed: Record<string, number | string | null>;
};

async function listLineFindings(sql: Sql, day: DayKey): Promise<DayFinding[]> {
  const linesOf = (schema: string) => `
    SELECT ${POSITION_COLUMNS}, ${WHOLE} AS whole, ${NAMED_VALUES} AS named,
           ${STORED_TERMS} AS terms
      FROM k JOIN ${schema}.reconciliation_line l USING (centre_id, business_date)`;
  const rows = await sql<LineRow>(
    `WITH k AS (SELECT * FROM ${unnestDays()}), s AS (${linesOf("public")}),
          c AS (${linesOf("pg_temp")})
     SELECT ${POSITION}, s.whole IS NOT NULL AS "hasStored", c.whole IS NOT NULL AS "hasComputed",
            s.whole IS NOT DISTINCT FROM c.whole AS "isSame", s.terms AS "storedTerms",
            c.terms AS "computedTerms", coalesce(s.named, '{}'::json) AS stored,
            coalesce(c.named, '{}'::json) AS computed
       FROM s FULL JOIN c USING (${POSITION})
      WHERE s.whole IS DISTINCT FROM c.whole OR s.terms::text IS DISTINCT FROM c.terms::text
      ORDER BY ${POSITION}`,
    keyArrays([day]),
  );
  const differing = rows.filter(
    ({ isSame, storedTerms, computedTerms }) => !isSame || !isSameTerms(storedTerms, computedTerms),
  );
  return differing.slice(0, FINDINGS_MAX).flatMap(describeLine);
}

const POSITION_COLUMNS = ['shift_id AS "shiftId"', 'till_id AS "tillId"', 'tender_id AS "tenderId"']
  .map((column) => `l.${column}`)
  .join(", ");

/** One text, because a row with a null is neither null nor not null. */
const WHOLE = `ROW(${LINE_COLUMNS.filter((column) => column !== "short_terms")
  .map(selectValue)
  .join(", ")})::text`;

const NAMED_VALUES = `json_build_object(${Object.entries(NAMED)
  .map(([column, name]) => `'${name}', ${selectValue(column)}`)
  .join(", ")})`;

function describeLine(row: LineRow): DayFinding[] {
  const { shiftId, tillId, tenderId, stored, computed } = row;
  const line = { shiftId, tillId, tenderId };
  const at = { about: "line", line, number: null, entryId: null } as const;
  const nothing = { field: null, recorded: null, stored: null };
  if (!row.hasStored) return [{ ...at, ...nothing, fault: "missing" }];
  if (!row.hasComputed) return [{ ...at, ...nothing, fault: "unrecorded" }];
  const fields = Object.values(NAMED).filter((name) => stored[name] !== computed[name]);
  if (fields.length === 0) return [{ ...at, ...nothing, fault: "differs", field: "details" }];
  return fields.map((field): DayFinding => {
    const [recorded, actual] = [computed[field] ?? null, stored[field] ?? null];
    return { ...at, fault: "differs", field, recorded, stored: actual };
  });
}

const DAY_COLUMNS = ["currency", "sheet_version", "last_closed_at", ...TOTAL_COLUMNS];

async function listDayFindings(sql: Sql, day: DayKey): Promise<DayFinding[]> {
  const values = (alias: string) =>
    `to_jsonb(ARRAY[${DAY_COLUMNS.map((name) => `${alias}.${name}::text`).join(", ")}])`;
  const [row] = await sql<{ stored: (string | null)[]; computed: (string | null)[] }>(
    `SELECT ${values("s")} AS stored, ${values("c")} AS computed
       FROM ${unnestDays()} LEFT JOIN public.reconciliation s USING (centre_id, business_date)
       LEFT JOIN pg_temp.reconciliation c USING (centre_id, business_date)`,
    keyArrays([day]),
  );
  return DAY_COLUMNS.flatMap((column, index): DayFinding[] => {
    const [recorded = null, stored = null] = [row?.computed[index], row?.stored[index]];
    if (recorded === stored) return [];
    const at = { about: "day", fault: "differs", line: null, number: null } as const;
    return [
      { ...at, entryId: null, field: toCamelCase(column), ...toValues({ recorded, stored }) },
    ];
  });
}

/** The sums from which variances are read. */
async function listSumFindings(sql: Sql, day: DayKey): Promise<DayFinding[]> {
  const whole = (alias: string) =>
    `ROW(${CELL_COLUMNS.map((column) => `${alias}.${column}`).join(", ")})`;
  const rows = await sql(
    `SELECT FROM ${unnestDays()} LEFT JOIN public.variance_day s USING (centre_id, business_date)
       LEFT JOIN pg_temp.variance_day c USING (centre_id, business_date)
      WHERE ${whole("s")} IS DISTINCT FROM ${whole("c")}`,
    keyArrays([day]),
  );
  const at = { about: "sums", fault: "differs", line: null, number: null, entryId: null } as const;
  return rows.map(() => ({ ...at, field: null, recorded: null, stored: null }));
}

function toCamelCase(column: string): string {
  return column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Every total is a whole number; only the currency and a time are texts. */
function toValues(texts: { recorded: string | null; stored: string | null }) {
  const read = (text: string | null) =>
    text !== null && /^-?\d+$/.test(text) ? Number(text) : text;
  return { recorded: read(texts.recorded), stored: read(texts.stored) };
}
