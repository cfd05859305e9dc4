/**
 * The oracle: what each line and each day must say, from what Cashrec has and what was counted, in
 * whole cents. A signed day says what it stated when it was signed.
 */
import type pg from "pg";
import { type DayTruth, expectedOf, type TillTruth } from "./truth";
import type { Simulation } from "./simulation";

type Line = {
  name: string;
  expected: number | null;
  counted: number | null;
  difference: number | null;
  tolerance: number;
  verdict: string;
};
type Totals = Record<
  "expected" | "counted" | "short" | "over" | "uncounted" | "unexpected",
  number
>;
type Day = Totals & { state: string };

export async function checkDays(simulation: Simulation): Promise<void> {
  for (const day of simulation.upstream.days) {
    const differences = await compareDay(simulation.arena.owner, day);
    simulation.faults.push(...differences.map((one) => `${day.centreId} on ${day.date}: ${one}`));
  }
}

async function compareDay(owner: pg.Pool, truth: DayTruth): Promise<string[]> {
  const key = [truth.centreId, truth.date];
  const day = await readDay(owner, key);
  const lines = await readLines(owner, key);
  const counts = await readCounts(owner, key);
  const tolerance = await readTolerance(owner, truth.centreId);
  if (day === null) {
    const isNothing = lines.length === 0 && truth.tills === null && counts.size === 0;
    return isNothing ? [] : ["has no totals"];
  }
  const isOpen = day.state === "open";
  const faults = compareTotals(day, lines);
  if (isOpen) return [...faults, ...compareLines(lines, makeLines(truth.tills, counts, tolerance))];
  faults.push(...(await compareSigned(owner, key, day)));
  // A day may be signed before its sheet was read, or after one that left it out.
  const sent = [null, truth.tills, ...truth.earlier];
  if (!sent.some((tills) => isSigned(lines, tills, counts)))
    faults.push("was signed with figures that were never sent and counted");
  return faults;
}

function isSigned(lines: Line[], tills: TillTruth[] | null, counts: Map<string, number>): boolean {
  const describe = ({ name, expected, counted, difference }: Line) =>
    `${name} ${expected} ${counted} ${difference}`;
  return makeLines(tills, counts, 0).map(describe).join() === lines.map(describe).join();
}

function makeLines(
  tills: TillTruth[] | null,
  counts: Map<string, number>,
  tolerance: number,
): Line[] {
  const expectedLines = expectedOf({ tills });
  const names = [...new Set([...expectedLines.keys(), ...counts.keys()])].sort();
  return names.map((name) => {
    const [expected, counted] = [expectedLines.get(name) ?? null, counts.get(name) ?? null];
    const difference = expected === null || counted === null ? null : counted - expected;
    const verdict = judge({ expected, counted, difference, tolerance });
    return { name, expected, counted, difference, tolerance, verdict };
  });
}

function judge(line: Omit<Line, "name" | "verdict">): string {
  const { expected, counted, difference, tolerance } = line;
  if (counted === null) return "uncounted";
  if (expected === null || difference === null) return "unexpected";
  if (difference === 0) return "matched";
  if (Math.abs(difference) <= tolerance) return "within-tolerance";
  return difference > 0 ? "over" : "short";
}

function compareLines(found: Line[], wanted: Line[]): string[] {
  const describe = (line: Line) =>
    `${line.name}: expected ${line.expected}, counted ${line.counted}, ` +
    `difference ${line.difference}, tolerance ${line.tolerance}, ${line.verdict}`;
  const have = new Set(found.map(describe));
  const want = new Set(wanted.map(describe));
  return [
    ...[...want].filter((line) => !have.has(line)).map((line) => `lacks ${line}`),
    ...[...have].filter((line) => !want.has(line)).map((line) => `has ${line}`),
  ];
}

function compareTotals(day: Day, lines: Line[]): string[] {
  const wanted = { expected: 0, counted: 0, short: 0, over: 0, uncounted: 0, unexpected: 0 };
  for (const { expected, counted, difference } of lines) {
    if (difference === null) {
      wanted.uncounted += expected ?? 0;
      wanted.unexpected += counted ?? 0;
    } else {
      wanted.expected += expected ?? 0;
      wanted.counted += counted ?? 0;
      wanted[difference < 0 ? "short" : "over"] += difference;
    }
  }
  return (Object.keys(wanted) as (keyof Totals)[])
    .filter((name) => wanted[name] !== day[name])
    .map((name) => `the total "${name}" is ${day[name]} and must be ${wanted[name]}`);
}

/** The first move since it was last open states the totals that were signed. */
async function compareSigned(owner: pg.Pool, key: string[], day: Day): Promise<string[]> {
  const { rows } = await owner.query<{ action: string; after: { totals: Record<string, number> } }>(
    `SELECT action, after FROM audit_entry
      WHERE centre_id = $1 AND business_date = $2 AND action LIKE 'day.%'
      ORDER BY id`,
    key,
  );
  const reopened = rows.findLastIndex(({ action }) => action === "day.reopened");
  const signed = rows[reopened + 1];
  if (signed === undefined) return ["is signed, and the trail does not say by whom"];
  const { totals } = signed.after;
  return (["expected", "counted", "short", "over", "uncounted", "unexpected"] as const)
    .filter((name) => totals[`${name}Minor`] !== day[name])
    .map((name) => `the signed total "${name}" moved: ${totals[`${name}Minor`]} to ${day[name]}`);
}

async function readDay(owner: pg.Pool, key: string[]): Promise<Day | null> {
  const { rows } = await owner.query<Day>(
    `SELECT state, expected_minor::float8 AS expected,
            counted_minor::float8 AS counted, short_minor::float8 AS short,
            over_minor::float8 AS over, uncounted_minor::float8 AS uncounted,
            unexpected_minor::float8 AS unexpected
       FROM reconciliation WHERE centre_id = $1 AND business_date = $2`,
    key,
  );
  return rows[0] ?? null;
}

async function readLines(owner: pg.Pool, key: string[]): Promise<Line[]> {
  const { rows } = await owner.query<Line>(
    `SELECT concat_ws('/', shift_id, till_id, tender_id) AS name,
            expected_minor::float8 AS expected, counted_minor::float8 AS counted,
            difference_minor::float8 AS difference,
            coalesce(tolerance_minor, 0)::float8 AS tolerance, verdict
       FROM reconciliation_line WHERE centre_id = $1 AND business_date = $2
      ORDER BY shift_id, till_id, tender_id`,
    key,
  );
  return rows;
}

/** check-acts.ts compares the counts with what was acknowledged. */
async function readCounts(owner: pg.Pool, key: string[]): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ name: string; counted: number }>(
    `SELECT concat_ws('/', shift_id, till_id, tender_id) AS name, counted_minor::float8 AS counted
       FROM till_count WHERE centre_id = $1 AND business_date = $2 ORDER BY version`,
    key,
  );
  return new Map(rows.map(({ name, counted }) => [name, counted]));
}

async function readTolerance(owner: pg.Pool, centreId: string): Promise<number> {
  const { rows } = await owner.query<{ amount: number }>(
    `SELECT explain_short_minor::float8 AS amount FROM tolerance_rule
      WHERE centre_id = $1 ORDER BY version DESC LIMIT 1`,
    [centreId],
  );
  return rows[0]?.amount ?? 0;
}
