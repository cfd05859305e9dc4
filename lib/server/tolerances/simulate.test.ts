/** Compares the single statement of the simulator with the domain's function, over random lines. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { simulationInput } from "@/lib/contracts/tolerance";
import { writeLevels } from "@/lib/domain/tolerance/levels";
import { type Minor, minor } from "@/lib/domain/money";
import { type JudgedLine, simulate, type Simulation } from "@/lib/domain/tolerance/simulation";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { TENDER_KINDS } from "@/lib/domain/cash-sheet";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { insertRule } from "@/lib/testing/arrange-rules";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listVersions } from "./queries";
import { simulateRule } from "./simulate";

/** The first centre is below NORTH, which is below TOP until it leaves; the other is below TOP. */
const LEAVES = "2026-03-15";

function pathOf(centre: number, date: string): string[] {
  if (centre === 1) return ["TOP"];
  return date < LEAVES ? ["NORTH", "TOP"] : ["NORTH"];
}

const SCOPES = ["*", "kind:cash", "kind:card", "CASH", "CARD"];
let centreIds: string[] = [];

beforeAll(async () => {
  await testDatabase();
  centreIds = [(await makeCentre()).id, (await makeCentre()).id];
  const [first = "", second = ""] = centreIds;
  await setOrganisation([areaRow("TOP", null), areaRow("NORTH", "TOP")]);
  await setOrganisation([centreRow(first, "NORTH"), centreRow(second, "TOP")]);
  await setOrganisation([areaRow("NORTH", null, LEAVES)]);
  for (const centreId of [ANY, "@NORTH", "@TOP", ...centreIds]) {
    for (const tenderId of SCOPES) await insertRule(sql, { centreId, tenderId });
  }
});

const limits = fc.record({
  amount: fc.constantFrom(0, 1, 50, 2_00, 5_00, 1_000_000_000).map(minor),
  ppm: fc.constantFrom(0, 1, 999, 1_000, 5_000, 333_333, 1_000_000),
});
/** The range includes products below and above the maximum of a bigint. */
const amounts = fc.oneof(
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.integer({ min: -10_000_000, max: 10_000_000 }),
  fc.constantFrom(9_000_000_000_000, 9_000_000_000_001, 4_000_000_000_000_000, -9_000_000_000_007),
);
const lines = fc.record({
  centre: fc.nat(1),
  date: fc.constantFrom("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"),
  tenderId: fc.constantFrom("CASH", "CARD", "MEAL"),
  tenderKind: fc.constantFrom(...TENDER_KINDS, null),
  difference: fc.option(fc.integer({ min: -1_000, max: 1_000 }), { freq: 10 }),
  sales: fc.option(amounts),
  tolerance: fc.constantFrom(0, 2_00),
  approval: fc.constantFrom(2_00, 5_00),
  rule: fc.option(fc.tuple(fc.nat(3), fc.constantFrom(...SCOPES))),
  currency: fc.constantFrom("EUR", "EUR", "EUR", "JPY"),
});
type Made = typeof lines extends fc.Arbitrary<infer T> ? T : never;
const levels = fc.tuple(limits, limits, limits, limits).map(([one, two, more, evenMore]) => {
  const above = (low: typeof one, high: typeof one) => ({
    amount: minor(Math.max(low.amount, high.amount)),
    ppm: Math.max(low.ppm, high.ppm),
  });
  return {
    explain: { short: one, over: two },
    approve: { short: above(one, more), over: above(two, evenMore) },
  };
});

test("the figures are those that anyone comes to line by line", async () => {
  const scopes = fc.tuple(fc.nat(4), fc.constantFrom(...SCOPES));
  await fc.assert(
    fc.asyncProperty(
      fc.array(lines, { maxLength: 120 }),
      levels,
      scopes,
      async (made, level, [at, tenderId]) => {
        await store(made);
        const draft = { centreId: positionOf(at), tenderId, currency: "EUR" };
        const asked = simulationInput.parse({
          rule: { ...draft, ...writeLevels(level) },
          from: "2026-03-01",
          to: "2026-03-31",
        });
        const rules = await listVersions(null, "EUR");
        const inRange = made.filter(({ date }) => date.startsWith("2026-03"));
        const plain = (some: Made[]) =>
          wire(simulate(some.flatMap(judged), { ...draft, ...level }, rules));
        const seen = asked.centreIds ?? centreIds;
        const response = await simulateRule(scopeFor("tolerance:view", seen), asked);
        expect(response.total).toEqual(plain(inRange));
        for (const { centreId, centreName, ...figures } of response.centres) {
          expect(centreName).toMatch(/^Centre/);
          expect(figures).toEqual(
            plain(inRange.filter(({ centre }) => centreIds[centre] === centreId)),
          );
        }
        const simulated = response.centres.map(({ lines: all, keptLines }) => all + keptLines);
        expect(simulated.reduce((sum, all) => sum + all, 0)).toBe(
          response.total.lines + response.total.keptLines,
        );
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test("only so many centres are told apart, and the total is of all", async () => {
  await store(
    [0, 1].map((centre) => ({
      centre,
      date: "2026-03-01",
      tenderId: "CASH",
      tenderKind: "cash" as const,
      difference: 100 + centre,
      sales: null,
      tolerance: 0,
      approval: 2_00,
      rule: null,
      currency: "EUR",
    })),
  );
  const nothing = { short: { amount: minor(0), ppm: 0 }, over: { amount: minor(0), ppm: 0 } };
  const asked = simulationInput.parse({
    rule: {
      centreId: "*",
      tenderId: "*",
      currency: "EUR",
      ...writeLevels({ explain: nothing, approve: nothing }),
    },
    from: "2026-03-01",
    to: "2026-03-31",
    limit: 1,
  });
  const response = await simulateRule(scopeFor("tolerance:view", centreIds), asked);
  expect(response).toMatchObject({
    total: { lines: 2, moneyMinor: 201 },
    otherCentres: 1,
    centres: [{ centreId: centreIds[1], lines: 1, moneyMinor: 101 }],
  });
  expect(response.centres).toHaveLength(1);
});

function positionOf(at: number): string {
  return [ANY, ...centreIds, "@NORTH", "@TOP"][at] ?? ANY;
}

/** The rule applies to every centre, to the line's own, or to a node above it on that date. */
function ruleOf({ rule, centre, date }: Made): string | null {
  if (rule === null) return null;
  const [at, tenderId] = rule;
  const nodes = pathOf(centre, date).map((id) => `@${id}`);
  return `${[ANY, centreIds[centre], ...nodes][at] ?? ANY}/${tenderId}/EUR#1`;
}

function judged(line: Made): JudgedLine[] {
  const { centre, date, difference, sales, tolerance, approval, tenderId, tenderKind, currency } =
    line;
  if (difference === null) return [];
  return [
    {
      centreId: centreIds[centre] ?? "",
      tenderId,
      tenderKind,
      currency,
      nodeIds: pathOf(centre, date),
      difference: minor(difference),
      sales: sales === null ? null : minor(sales),
      tolerance: minor(tolerance),
      approval: minor(approval),
      rule: ruleOf(line),
    },
  ];
}

function wire({ lines: count, money, governedElsewhere, now, draft }: Simulation) {
  const flagged = (of: { lines: number; money: Minor }) => ({
    lines: of.lines,
    moneyMinor: of.money,
  });
  const outcome = ({ explain, approve }: Simulation["now"]) => ({
    explain: flagged(explain),
    approve: flagged(approve),
  });
  return {
    lines: count,
    moneyMinor: money,
    keptLines: governedElsewhere,
    now: outcome(now),
    draft: outcome(draft),
  };
}

async function store(made: readonly Made[]): Promise<void> {
  await sql("DELETE FROM reconciliation_line");
  await sql(
    `INSERT INTO reconciliation_line (centre_id, business_date, shift_id, till_id, tender_id,
       tender_kind, currency, expected_minor, counted_minor, difference_minor, tolerance_minor,
       approval_minor, verdict, rounded, sales_minor, rule, first_of_day)
     SELECT l.*, false, sales, rule, NULL FROM (
       SELECT centre, day, number, 'T1', tender, kind, currency, 0, difference, difference,
              tolerance, approval, CASE WHEN difference IS NULL THEN 'uncounted'
                WHEN difference = 0 THEN 'matched' ELSE 'over' END
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
           $7::bigint[], $8::bigint[], $9::bigint[])
           AS x (centre, day, number, tender, kind, currency, difference, tolerance, approval)
     ) AS l JOIN unnest($1::text[], $2::text[], $3::text[], $10::bigint[], $11::text[])
       AS y (centre, day, number, sales, rule) USING (centre, day, number)`,
    [
      made.map(({ centre }) => centreIds[centre]),
      made.map(({ date }) => date),
      made.map((_, index) => String(index)),
      made.map(({ tenderId }) => tenderId),
      made.map(({ tenderKind }) => tenderKind),
      made.map(({ currency }) => currency),
      made.map(({ difference }) => difference),
      made.map(({ tolerance }) => tolerance),
      made.map(({ approval }) => approval),
      made.map(({ sales }) => sales),
      made.map(ruleOf),
    ],
  );
}
