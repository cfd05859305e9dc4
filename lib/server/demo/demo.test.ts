import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";
import { proveAnywhere } from "@/lib/domain/permission";
import { actorOf, makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase, watchRows } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { prepareFirstRun } from "@/scripts/start/first-run";
import { withClient } from "@/scripts/postgres/with-client";
import { findActors } from "../auth/actor";
import { readAsOf } from "../as-of/moment";
import { verifyPassword } from "../auth/password";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { readEnv } from "../env";
import { rebuildDays } from "../rebuild/rebuild-days";
import { verifyDay } from "../rebuild/verify-day";
import { TERM_ROWS } from "../recompute/stored-terms";
import { DEMO_CENTRES } from "../sandbox/centres";
import { ensureDemo } from "./demo";

const DATA_DIR = makeTemporaryFolder("demo");
const WAIT = { timeout: 60_000, interval: 50 };
let url = "";

beforeAll(async () => {
  vi.stubEnv("DATA_DIR", DATA_DIR);
  ({ url } = await testDatabase());
  await watchRows();
});

/** Less than 2 of any currency. */
const TOLERATED = 199;

type Content = { verdict: string; lines: number; net: number | null };

async function contents(): Promise<Content[]> {
  return sql<Content>(
    `SELECT verdict, count(*)::int AS lines, sum(difference_minor)::int AS net
       FROM reconciliation_line GROUP BY 1 ORDER BY 1`,
  );
}

test("a first start has the demo, and nobody else, once another start has filled it", async () => {
  const started = await withClient(url, async (other) => {
    await other.query("SELECT pg_advisory_lock(hashtextextended('demo', 0))");
    const starting = prepareFirstRun(readEnv({ DATA_DIR, DATABASE_URL: url }), url);
    const waits = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    await vi.waitFor(async () => expect((await other.query(waits)).rowCount).toBe(1), WAIT);
    expect(await prisma().setting.count({ where: { name: "demo" } })).toBe(0);
    return () => starting;
  });
  expect(await started()).toEqual({ demo: true, connection: "sandbox" });
  const people = await prisma().user.findMany({ select: { email: true } });
  expect(people.every(({ email }) => email.endsWith("@example.test"))).toBe(true);
  expect(await prisma().centre.count()).toBe(DEMO_CENTRES.length);
}, 180_000);

test("no centre has a day that has not begun there", async () => {
  const early = await sql(
    `SELECT s.centre_id, s.business_date FROM cash_sheet s JOIN centre c ON c.id = s.centre_id
      WHERE s.business_date > business_date_at(now(), c.time_zone, c.day_starts_at)`,
  );
  expect(early).toEqual([]);
});

test("a month of the sandbox is counted with the usual mistakes, once", async () => {
  const [stored] = await sql<{ days: number }>("SELECT count(*)::int AS days FROM reconciliation");
  expect(stored?.days).toBeGreaterThanOrEqual(14 * 31);
  const filled = await contents();
  expect(filled.map(({ verdict }) => verdict)).toEqual([
    "matched",
    "over",
    "short",
    "uncounted",
    "unexpected",
    "within-tolerance",
  ]);
  const linesOf = (wanted: string) => filled.find(({ verdict }) => verdict === wanted)?.lines ?? 0;
  expect(linesOf("matched")).toBeGreaterThan(10 * linesOf("short"));

  expect(await ensureDemo()).toMatchObject({ days: 0, counts: 0 });
  expect(await contents()).toEqual(filled);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
  expect(
    await sql("SELECT before, after FROM audit_entry WHERE starts_with(action, 'database.')"),
  ).toEqual([]);
}, 180_000);

test("a past moment has the figures of the days that were over", async () => {
  const [{ at, from, to } = { at: "", from: "", to: "" }] = await sql<
    Record<"at" | "from" | "to", string>
  >(
    `SELECT to_json(now() - interval '7 days') #>> '{}' AS at,
            (current_date - 12)::text AS from, (current_date - 9)::text AS to`,
  );
  const span = { centreIds: DEMO_CENTRES.map(({ id }) => id), from, to, readerId: null };
  const counts = `SELECT count(*)::int AS lines, count(counted_minor)::int AS counted,
      (count(*) FILTER (WHERE verdict IN ('short', 'over') AND tender_kind = 'cash'
                          AND abs(difference_minor) <= $3))::int AS small
    FROM reconciliation_line WHERE business_date BETWEEN $1 AND $2`;
  const [then] = await readAsOf(at, span, () =>
    sql<Record<"lines" | "counted" | "small", number>>(counts, [from, to, TOLERATED]),
  );
  const [now] = await sql<{ lines: number }>(counts, [from, to, TOLERATED]);
  expect(then?.lines).toBe(now?.lines);
  expect(then?.counted).toBeGreaterThan(0);
  expect(then?.small, "lines that a rule of the demo tolerates").toBe(0);
});

test("tips, gift cards and roundings are steps, and owed as the days have it", async () => {
  const found = await sql<{ term: string; kind: string }>(
    `SELECT DISTINCT t.term, l.tender_kind AS kind
       FROM reconciliation_line l CROSS JOIN LATERAL ${TERM_ROWS} t
      WHERE l.centre_id = '115' AND t.term IN ('tips', 'gift-cards', 'rounding')
      ORDER BY 1, 2`,
  );
  expect(found).toEqual([
    { term: "gift-cards", kind: "cash" },
    { term: "rounding", kind: "cash" },
    { term: "tips", kind: "card" },
    { term: "tips", kind: "cash" },
  ]);
  const [owed] = await sql<{ sold: number; tips: number; doubts: number }>(
    `SELECT sum(gift_cards_in_minor)::int AS sold, sum(tips_in_minor)::int AS tips,
            (count(*) FILTER (WHERE findings::jsonb @> '[{"kind":"not-contained"}]'))::int
              AS doubts
       FROM reconciliation WHERE centre_id = '115'`,
  );
  expect(owed?.sold).toBeGreaterThan(0);
  expect(owed).toMatchObject({ doubts: 0 });
  expect(owed?.tips).toBeGreaterThan(0);
});

test("what is older is signed off, with four eyes, and a few days are not", async () => {
  const states = await sql<{ state: string; days: number; unsettled: number }>(
    `SELECT state, count(*)::int AS days, sum(unexplained_lines + unwaived_lines)::int AS unsettled
       FROM reconciliation WHERE state <> 'open' GROUP BY 1 ORDER BY 1`,
  );
  expect(states.map(({ state }) => state)).toEqual(["approved", "closed", "reviewed"]);
  expect(states.every(({ days, unsettled }) => days > 5 && unsettled === 0)).toBe(true);
  const alone = await sql(
    `SELECT FROM move r JOIN move a USING (centre_id, business_date)
      WHERE r.move = 'review' AND (a.move = 'approval' AND a.actor_id = r.actor_id
        OR EXISTS (SELECT FROM till_count t WHERE t.centre_id = r.centre_id
          AND t.business_date = r.business_date AND t.counted_by_id = r.actor_id))`,
  );
  expect(alone).toEqual([]);
});

test("a day in each state is verified as its trail and a rebuild have it", async () => {
  const days = await sql<{ centreId: string; date: string; state: string }>(
    `SELECT DISTINCT ON (state, centre_id IN ('101', '102')) centre_id AS "centreId",
            business_date AS date, state
       FROM reconciliation WHERE matched_lines > 0
      ORDER BY state, centre_id IN ('101', '102'), short_lines DESC, business_date`,
  );
  expect(new Set(days.map(({ state }) => state)).size).toBe(4);
  const auditor = { id: "an auditor", name: "An auditor" };
  const actor = actorOf(auditor, [{ centreId: "*", role: "auditor" }]);
  for (const { centreId, date } of days) {
    const scope = scopeFor("audit:view", [centreId]);
    const { findings, firstBroken } = await verifyDay(scope, { centreId, date }, actor);
    expect({ findings, firstBroken }, `${centreId} on ${date}`).toEqual({
      findings: [],
      firstBroken: null,
    });
  }
});

test("there is a person for each role, with the password that the start prints", async () => {
  const people = await prisma().user.findMany({
    select: { email: true, passwordHash: true, memberships: { select: { centreId: true } } },
    orderBy: { email: "asc" },
  });
  expect(people.map(({ email }) => email)).toEqual([
    "administrator@example.test",
    "approver@example.test",
    "area-manager@example.test",
    "auditor@example.test",
    "counter@example.test",
    "other-reviewer@example.test",
    "reviewer@example.test",
  ]);
  const counter = people.find(({ email }) => email.startsWith("counter"));
  expect(counter?.memberships).toHaveLength(6);
  expect(await verifyPassword(counter?.passwordHash ?? null, DEMO_PASSWORD)).toBe(true);
});

test("an area manager sees the centres of her area, and a tree that somebody changed stays", async () => {
  const { id } = await prisma().user.findUniqueOrThrow({
    where: { email: "area-manager@example.test" },
    select: { id: true },
  });
  const actor = (await findActors([id])).get(id);
  const scope = actor === undefined ? null : proveAnywhere(actor, "reconciliation:view");
  expect(scope?.centreIds?.toSorted()).toEqual(["101", "102", "109", "112"]);
  await prisma().organisationNode.updateMany({
    where: { id: "iberia" },
    data: { name: "South" },
  });
  await ensureDemo();
  const nodes = await prisma().organisationNode.findMany({ orderBy: { id: "asc" } });
  expect(nodes.map(({ name }) => name)).toEqual([
    "Asia",
    "France, Italy and Switzerland",
    "Demo group",
    "South",
    "North",
  ]);
});

test("a start in the evening of Europe reads the day that has started in Kyoto alone", async () => {
  const [{ today } = { today: "" }] = await sql<{ today: string }>(
    "SELECT max(business_date)::text AS today FROM cash_sheet WHERE centre_id <> '114'",
  );
  const tomorrow = addDays(today, 1);
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${tomorrow}T12:00:00Z`) });
  await ensureDemo();
  const before = await prisma().sync.findMany({ select: { id: true } });
  vi.setSystemTime(new Date(`${tomorrow}T22:00:00Z`));
  expect(await ensureDemo()).toMatchObject({ days: 1 });
  const read = await prisma().sync.findMany({
    where: { NOT: before },
    select: { parts: { select: { centreIds: true, from: true, to: true } } },
  });
  const date = addDays(tomorrow, 1);
  expect(read).toEqual([{ parts: [{ centreIds: ["114"], from: date, to: date }] }]);
}, 60_000);

test("a database that someone uses gets no users with a known password", async () => {
  await sql("DELETE FROM setting WHERE name = 'demo'");
  await makeCentre();
  const before = await prisma().user.count();
  expect(await ensureDemo()).toBeNull();
  expect(await prisma().user.count()).toBe(before);
});
