import "server-only";

/**
 * The demonstration: sixteen centres in four areas, a user for each role and a month of sheets and
 * counts, signed off as far as people would have. It exists only on the sandbox, and only in a
 * database that nobody uses for anything else.
 */
import { addDays, computeBusinessDate, dayStart } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import type { DayKey } from "@/lib/domain/keys";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { cashrec } from "../cashrec/connection";
import { storeDueCauses } from "../causes/store-causes";
import { claimSource, connectionKind } from "../cashrec/source";
import { prisma } from "../db/client";
import { inTransaction, sql } from "../db/sql";
import { DEMO_CENTRES } from "../sandbox/centres";
import { planSync } from "../sync/request";
import type { SheetSource } from "../sync/part";
import { runSync } from "../sync/run";
import { storeSheets } from "../sync/store";
import { countDemoTills } from "./counts";
import { ensureDemoOrganisation } from "./organisation";
import { openDemoFunds } from "./petty-cash";
import { SESSION_LIMITS_SETTING } from "../auth/session-limits";
import { as } from "./as";
import { ensureItems } from "./items";
import { ensureTolerances } from "./tolerances";
import { ensureDemoUsers } from "./users";
import { signOffDemo } from "./sign-off";
import { writeDemoThreads } from "./threads";

const DAYS = 31;
const MARK = "demo";

export type DemoSummary = { centres: number; days: number; counts: number };

/**
 * Returns null when the database is in use, because users with known passwords must not be added to
 * it.
 */
export async function ensureDemo(): Promise<DemoSummary | null> {
  if ((await connectionKind()) !== "sandbox") {
    throw new AppError("REFUSED", "Demo data is for the sandbox only; Cashrec is configured.");
  }
  if (!(await isOurs())) return null;
  await ensureCentres();
  await askNobodyAgain();
  const now = Date.now();
  const from = addDays(
    computeBusinessDate(now, { timeZone: "UTC", dayStartsAt: "00:00" }),
    1 - DAYS,
  );
  const begins = new Date(`${from}T00:00:00Z`);
  await ensureTolerances(begins);
  const people = await ensureDemoUsers();
  const administrator = as(people.administratorId, "administrator", "centre:administer");
  await ensureItems(administrator, begins);
  await ensureDemoOrganisation(administrator);
  const days = await readMonth(from, now);
  const counts = await countDemoTills(from, { people, now });
  await signOffDemo(from, { people, now });
  await storeDueCauses();
  await writeDemoThreads({ people, now });
  await openDemoFunds({ people, now });
  return { centres: DEMO_CENTRES.length, days, counts };
}

async function isOurs(): Promise<boolean> {
  const mark = await prisma().setting.findUnique({ where: { name: MARK } });
  if (mark !== null) return true;
  const [users, centres] = await Promise.all([prisma().user.count(), prisma().centre.count()]);
  if (users + centres > 0) return false;
  await prisma().setting.upsert({
    where: { name: MARK },
    create: { name: MARK, value: { since: new Date().toISOString() } },
    update: {},
  });
  return true;
}

/** Whoever tries the demo chose its users from a list, and never typed their password. */
async function askNobodyAgain(): Promise<void> {
  const after = { freshMinutes: null };
  await inTransaction(async (tx) => {
    const made = await tx.sql(
      `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
       ON CONFLICT DO NOTHING RETURNING name`,
      [SESSION_LIMITS_SETTING, JSON.stringify(after)],
    );
    if (made.length === 0) return;
    await appendAudit(tx.sql, { actorId: null, action: "setting.changed", after });
  });
}

async function ensureCentres(): Promise<void> {
  await prisma().centre.createMany({ data: DEMO_CENTRES, skipDuplicates: true });
}

/**
 * Reads what was never read, with the code that reads Cashrec, and returns the number of
 * centre-days.
 */
async function readMonth(from: string, now: number): Promise<number> {
  const ranges = await Promise.all(listRanges(from, now).map(withMissing));
  const missing = ranges.flatMap((range) => range.missing);
  if (missing.length === 0) return 0;
  const client = await cashrec();
  await claimSource(client.source);
  for (const [date, days] of groupBy(missing, ({ businessDate }) => businessDate)) {
    await readInTheNight(client, { date, days, now });
  }
  // Now every day since the first missing one has been read lately as well.
  for (const {
    centreIds,
    to,
    missing: [first],
  } of ranges) {
    if (first === undefined) continue;
    const wanted = { centreIds, from: first.businessDate, to, requestedById: null };
    const id = await inTransaction((tx) => planSync(tx.sql, wanted));
    await runSync(id, { client });
  }
  return missing.length;
}

type Range = { centreIds: string[]; from: string; to: string };

/** In the evening of Europe, the next day has started in Kyoto, and nowhere else. */
function listRanges(from: string, now: number): Range[] {
  const byDate = groupBy(DEMO_CENTRES, (centre) => computeBusinessDate(now, centre));
  return [...byDate].map(([to, centres]) => ({ centreIds: centres.map(({ id }) => id), from, to }));
}

/** The missing days are in the order of their dates. */
async function withMissing(range: Range): Promise<Range & { missing: DayKey[] }> {
  const { centreIds, from, to } = range;
  const missing = await sql<DayKey>(
    `SELECT c.id AS "centreId", d.date AS "businessDate"
       FROM unnest($1::text[]) AS c (id),
            (SELECT to_char(generate_series($2::date, $3::date, interval '1 day'), 'YYYY-MM-DD')
                      COLLATE "C" AS date) d
      WHERE NOT EXISTS (SELECT FROM cash_sheet s
                         WHERE s.centre_id = c.id AND s.business_date = d.date)
      ORDER BY d.date, c.id`,
    [centreIds, from, to],
  );
  return { ...range, missing };
}

/** Stores a date as it was read when it was over, so that past moments have figures of it. */
async function readInTheNight(
  { fetchCashSheets, fieldMapHash }: SheetSource,
  { date, days, now }: { date: string; days: readonly DayKey[]; now: number },
): Promise<void> {
  const wanted = new Set(days.map(({ centreId }) => centreId));
  const centres = DEMO_CENTRES.filter(({ id }) => wanted.has(id));
  const end = Math.max(...centres.map((centre) => dayStart(addDays(date, 1), centre)));
  if (end > now) return;
  const sheets = await fetchCashSheets({ centres, from: date, to: date });
  const batch = { days, sheets, fieldMapHash, readAt: new Date(end) };
  await inTransaction((tx) => storeSheets(tx, batch));
}
