/**
 * Reconciles a million lines in sheets of 40, compared with one full join of the same two tables in
 * DuckDB. Both start with their input in memory and end with every line judged.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExpectedLine } from "@/lib/domain/reconciliation/expected-cash";
import type { LinePosition } from "@/lib/domain/keys";
import type { Verdict } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import {
  type CountedLine,
  reconcile,
  type ReconcileInput,
} from "@/lib/domain/reconciliation/reconcile";
import { createRandom, perSecond, ratio, row, seconds, timed, title } from "../figures/report";
import { connectDuckDb } from "./tools";

const LINES = 1_000_000;
const LINES_PER_SHEET = 40;
const ROUNDS = 3;
const TENDERS = ["CARD", "CASH", "EWALLET", "VOUCHER"];

export async function benchReconcile(scale: number): Promise<void> {
  const sheets = Math.max(1, Math.round((LINES * scale) / LINES_PER_SHEET));
  const days = Array.from({ length: sheets }, (_, index) => makeDay(index));
  title(`Reconciling: ${(sheets * LINES_PER_SHEET).toLocaleString("en")} lines in sheets of 40`);
  const duck = await duckJoin(days);
  let [best, lines] = [Infinity, 0];
  const verdicts = new Map<Verdict, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    verdicts.clear();
    const { ms, result } = await timed(() => judgeAll(days, verdicts));
    [best, lines] = [Math.min(best, ms), result];
  }
  row("DuckDB, one full join (baseline)", seconds(duck.ms), perSecond(duck.lines, duck.ms));
  row("reconcile, day by day", seconds(best), `${perSecond(lines, best)}, ${ratio(best, duck.ms)}`);
  const differs = [...verdicts].filter(([verdict, count]) => duck.verdicts.get(verdict) !== count);
  row("both find the same", differs.length === 0 && lines === duck.lines ? "yes" : "NO");
}

function judgeAll(days: readonly ReconcileInput[], verdicts: Map<Verdict, number>): number {
  let lines = 0;
  for (const day of days) {
    for (const { verdict } of reconcile(day)) {
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      lines += 1;
    }
  }
  return lines;
}

/** One line in fifty is not counted, one in fifty is not reported, one in ten has a difference. */
function makeDay(index: number): ReconcileInput {
  const roll = createRandom(index);
  const expected: ExpectedLine[] = [];
  const counted: CountedLine[] = [];
  for (let at = 0; at < LINES_PER_SHEET; at += 1) {
    const shiftId = String(1 + Math.floor(at / 20));
    const tillId = `T${1 + (Math.floor(at / 4) % 5)}`;
    const tenderId = TENDERS[at % 4] ?? "CASH";
    const amount = roll(100_000);
    const luck = roll(50);
    if (luck !== 0) expected.push(makeExpected({ shiftId, tillId, tenderId }, minor(amount)));
    const found = luck % 10 === 2 ? amount + roll(2_000) - 1_000 : amount;
    if (luck !== 1) {
      counted.push({ shiftId, tillId, tenderId, counted: minor(found), version: 1 });
    }
  }
  const centreId = String(100 + (index % 500));
  const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 500)));
  const businessDate = day.toISOString().slice(0, 10);
  return { centreId, businessDate, expected, counted, ruleFor: () => null };
}

/**
 * The literal is written out, as where the application makes these: V8 gives each object whose
 * literal adds something to a spread a shape of its own, and reading those takes most of the time.
 */
function makeExpected(
  { shiftId, tillId, tenderId }: LinePosition,
  expected: ExpectedLine["expected"],
): ExpectedLine {
  return {
    shiftId,
    tillId,
    tenderId,
    shiftName: null,
    tillName: null,
    tenderName: null,
    tenderKind: "card",
    expected,
    sales: null,
    terms: null,
    rounded: false,
  };
}

type Joined = { ms: number; lines: number; verdicts: Map<string, number> };

async function duckJoin(days: readonly ReconcileInput[]): Promise<Joined> {
  const dir = mkdtempSync(join(tmpdir(), "counterfoil-bench-"));
  try {
    writeFileSync(join(dir, "expected.csv"), formatCsv(days, "expected"));
    writeFileSync(join(dir, "counted.csv"), formatCsv(days, "counted"));
    const duck = await connectDuckDb();
    for (const side of ["expected", "counted"]) {
      await duck.run(
        `CREATE TABLE ${side} AS SELECT * FROM read_csv('${join(dir, `${side}.csv`)}',
           header = false, columns = {'centre_id': 'VARCHAR', 'business_date': 'VARCHAR',
           'shift_id': 'VARCHAR', 'till_id': 'VARCHAR', 'tender_id': 'VARCHAR',
           '${side}': 'BIGINT'})`,
      );
    }
    let best = Infinity;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { ms } = await timed(() => duck.run(JOIN));
      best = Math.min(best, ms);
    }
    const found = await duck.runAndReadAll("SELECT verdict, count(*)::INT FROM line GROUP BY 1");
    const verdicts = new Map(found.getRows().map(([name, count]) => [String(name), Number(count)]));
    duck.closeSync();
    return { ms: best, lines: [...verdicts.values()].reduce((sum, one) => sum + one, 0), verdicts };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const JOIN = `
  CREATE OR REPLACE TABLE line AS
  SELECT centre_id, business_date, shift_id, till_id, tender_id, expected, counted,
         counted - expected AS difference,
         CASE WHEN counted IS NULL THEN 'uncounted' WHEN expected IS NULL THEN 'unexpected'
              WHEN counted = expected THEN 'matched' WHEN counted > expected THEN 'over'
              ELSE 'short' END AS verdict
    FROM expected FULL JOIN counted USING (centre_id, business_date, shift_id, till_id, tender_id)`;

function formatCsv(days: readonly ReconcileInput[], side: "expected" | "counted"): string {
  return days
    .flatMap((day) => {
      const lines =
        side === "expected"
          ? day.expected.map((line) => ({ ...line, amount: line.expected }))
          : day.counted.map((line) => ({ ...line, amount: line.counted }));
      return lines.map(({ shiftId, tillId, tenderId, amount }) =>
        [day.centreId, day.businessDate, shiftId, tillId, tenderId, amount].join(","),
      );
    })
    .join("\n");
}
