import "server-only";

/**
 * Restores what people had recorded by a moment about days whose figures stand: the reasons of
 * their lines, and what was left to do. Lines that had the same reason are read where they are.
 */
import { groupBy } from "@/lib/domain/group-by";
import { type DayKey, formatDayKey, formatLinePosition, type LineKey } from "@/lib/domain/keys";
import type { Line } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import { computeOutstanding } from "@/lib/domain/workflow/outstanding";
import type { Transaction } from "../db/sql";
import { amountOf, keyArrays, unnestDays } from "../db/values";
import { APPROVAL, LINE_COLUMNS } from "../recompute/line-columns";
import { readDayRecords } from "../recompute/read-explanations";

/** Limits the memory of one step. */
const DAYS_PER_STEP_MAX = 500;

export async function restoreRecords(tx: Transaction, days: readonly DayKey[]): Promise<void> {
  for (let first = 0; first < days.length; first += DAYS_PER_STEP_MAX) {
    await restoreStep(tx, days.slice(first, first + DAYS_PER_STEP_MAX));
  }
}

type StoredLine = LineKey &
  Pick<Line, "verdict" | "difference" | "counted" | "approval" | "countVersion"> & {
    reason: string | null;
  };

async function restoreStep(tx: Transaction, days: readonly DayKey[]): Promise<void> {
  const recordsOf = await readDayRecords(tx, days);
  const recorded = days.flatMap((day) => {
    const { explanations, recounts } = recordsOf(day);
    return [...explanations, ...recounts].map((position) => ({ ...position, ...day }));
  });
  const lines = groupBy(await readLines(tx, days, recorded), formatDayKey);
  const restored = days.map((day) => {
    const own = lines.get(formatDayKey(day)) ?? [];
    return { ...day, own, ...computeOutstanding(own, recordsOf(day)) };
  });
  await tx.sql(
    `UPDATE changed_day d SET unexplained_lines = k.unexplained, unwaived_lines = k.unwaived,
            recount_lines = k.recounts
       FROM ${unnestDays({ unexplained: "int", unwaived: "int", recounts: "int" })}
      WHERE d.centre_id = k.centre_id AND d.business_date = k.business_date`,
    [
      ...keyArrays(days),
      restored.map(({ unexplained }) => unexplained),
      restored.map(({ unwaived }) => unwaived),
      restored.map(({ recounts }) => recounts),
    ],
  );
  const changed = restored.flatMap(({ own, reasons }) =>
    own.flatMap((line) => {
      const reason = reasons.get(formatLinePosition(line)) ?? null;
      return reason === line.reason ? [] : [{ ...line, reason }];
    }),
  );
  await copyLines(tx, changed);
}

/** The columns of a line's key beside its day. */
const POSITION = { shift_id: "text", till_id: "text", tender_id: "text" };

function lineArrays(lines: readonly LineKey[]): string[][] {
  return [
    ...keyArrays(lines),
    lines.map(({ shiftId }) => shiftId),
    lines.map(({ tillId }) => tillId),
    lines.map(({ tenderId }) => tenderId),
  ];
}

/** Reads the lines about which something is to be done, or was recorded. */
async function readLines(
  { sql }: Transaction,
  days: readonly DayKey[],
  recorded: readonly LineKey[],
): Promise<StoredLine[]> {
  type Row = LineKey &
    Pick<StoredLine, "verdict" | "countVersion" | "reason"> & {
      difference: string | null;
      counted: string | null;
      approval: string;
    };
  const columns = `l.centre_id AS "centreId", l.business_date AS "businessDate",
    l.shift_id AS "shiftId", l.till_id AS "tillId", l.tender_id AS "tenderId", l.verdict,
    l.difference_minor AS difference, l.counted_minor AS counted, ${APPROVAL} AS approval,
    l.count_version AS "countVersion", l.reason`;
  const [open, others] = await Promise.all([
    sql<Row>(
      `SELECT ${columns}
         FROM ${unnestDays()} JOIN public.reconciliation_line l USING (centre_id, business_date)
        WHERE l.verdict NOT IN ('matched', 'within-tolerance') OR l.reason IS NOT NULL`,
      keyArrays(days),
    ),
    sql<Row>(
      `SELECT DISTINCT ${columns}
         FROM ${unnestDays(POSITION)} JOIN public.reconciliation_line l
        USING (centre_id, business_date, shift_id, till_id, tender_id)
        WHERE l.verdict IN ('matched', 'within-tolerance') AND l.reason IS NULL`,
      lineArrays(recorded),
    ),
  ]);
  return [...open, ...others].map(({ difference, counted, approval, ...line }) => ({
    ...line,
    difference: amountOf(difference),
    counted: amountOf(counted),
    approval: minor(Number(approval)),
  }));
}

const UNCHANGED = [...LINE_COLUMNS.filter((name) => name !== "reason"), "long_terms"];

async function copyLines(
  { sql }: Transaction,
  lines: readonly (LineKey & { reason: string | null })[],
): Promise<void> {
  if (lines.length === 0) return;
  await sql(
    `INSERT INTO pg_temp.computed_reconciliation_line (${UNCHANGED.join(", ")}, reason)
     SELECT ${UNCHANGED.map((name) => `l.${name}`).join(", ")}, k.reason
       FROM ${unnestDays({ ...POSITION, reason: "text" })} JOIN public.reconciliation_line l
      USING (centre_id, business_date, shift_id, till_id, tender_id)`,
    [...lineArrays(lines), lines.map(({ reason }) => reason)],
  );
}
