import "server-only";

/**
 * Counts the tills of the demonstration that nobody has counted yet: a second start adds what is
 * new.
 */
import { addDays, computeBusinessDate, dayStart } from "@/lib/domain/business-date";
import type { Centre } from "@/lib/contracts/centre";
import type { DayKey, LineKey } from "@/lib/domain/keys";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { DEMO_CENTRES } from "../sandbox/centres";
import { Seed } from "../sandbox/seed";
import { lockDays } from "../db/advisory-lock";
import { copyRows } from "../db/copy";
import { inTransaction, sql, type Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { TERM_ROWS } from "../recompute/stored-terms";
import { countTill, type DemoCount, type DemoLine } from "./mistake";
import { DEMO_OWN_CENTRES, type DemoUsers } from "./users";
import { groupBy } from "@/lib/domain/group-by";

const HOUR = 3_600_000;
/** This share of the centre-days has a count that Cashrec does not report. */
const UNREPORTED_CHANCE = 0.02;
const UNREPORTED_LINE = { shiftId: "3", tillId: "T9", tenderId: "CASH" };

type Demo = { people: DemoUsers; now: number };

export async function countDemoTills(from: string, demo: Demo): Promise<number> {
  let counted = 0;
  for (const centre of DEMO_CENTRES) {
    const today = computeBusinessDate(demo.now, centre);
    const lines = await listUncounted(centre.id, { from, to: today });
    const counts = groupTills(lines).flatMap((till) =>
      countTill(till, { isToday: till[0]?.businessDate === today }),
    );
    const all = [...counts, ...unreported(lines, today)];
    counted += await inTransaction((tx) => storeCounts(tx, all, { ...demo, centre }));
  }
  return counted;
}

type UncountedRow = Omit<DemoLine, "expectedMinor" | "floatMinor"> & {
  expected: string;
  float: string | null;
};

async function listUncounted(
  centreId: string,
  { from, to }: { from: string; to: string },
): Promise<DemoLine[]> {
  const rows = await sql<UncountedRow>(
    `SELECT l.centre_id AS "centreId", l.business_date AS "businessDate", l.shift_id AS "shiftId",
            l.till_id AS "tillId", l.tender_id AS "tenderId", l.tender_kind AS "tenderKind",
            l.currency, l.expected_minor AS expected,
            (SELECT t.amount FROM ${TERM_ROWS} t WHERE t.term = 'float') AS float
       FROM reconciliation_line l JOIN reconciliation r USING (centre_id, business_date)
      WHERE l.centre_id = $1 AND l.business_date BETWEEN $2 AND $3
        AND l.verdict = 'uncounted' AND l.expected_minor IS NOT NULL AND r.state = 'open'
      ORDER BY l.business_date, l.shift_id, l.till_id, l.tender_id`,
    [centreId, from, to],
  );
  return rows.map(({ expected, float, ...line }) => ({
    ...line,
    expectedMinor: Number(expected),
    floatMinor: float === null ? null : Number(float),
  }));
}

function groupTills(lines: readonly DemoLine[]): DemoLine[][] {
  const tills = groupBy(lines, ({ businessDate, shiftId, tillId }) =>
    [businessDate, shiftId, tillId].join(" "),
  );
  return [...tills.values()];
}

/** Adds a till that was counted although Cashrec reports nothing for it. */
function unreported(lines: readonly DemoLine[], today: string): DemoCount[] {
  const firsts = new Map(lines.map((line) => [line.businessDate, line]));
  return [...firsts.values()].flatMap((line) => {
    const chance = new Seed("demo unreported", line.centreId, line.businessDate);
    if (line.businessDate === today || !chance.happens("unreported", UNREPORTED_CHANCE)) return [];
    const counted = chance.whole("found", 400, 9_000) * 5;
    return [{ ...line, ...UNREPORTED_LINE, tenderKind: "cash", countedMinor: counted }];
  });
}

type StoreOptions = Demo & { centre: Centre };

async function storeCounts(
  tx: Transaction,
  counts: readonly DemoCount[],
  options: StoreOptions,
): Promise<number> {
  if (counts.length === 0) return 0;
  const days = listDayKeys(counts);
  await lockDays(tx.sql, days);
  const columns = [
    "centre_id",
    "business_date",
    "shift_id",
    "till_id",
    "tender_id",
    "version",
    "counted_minor",
    "source",
    "counted_by_id",
    "counted_at",
  ];
  await tx.sql("CREATE TEMP TABLE demo_count (LIKE till_count INCLUDING DEFAULTS) ON COMMIT DROP");
  const rows = counts.map((count) => buildRow(count, options));
  await copyRows(tx, { table: "demo_count", columns }, rows);
  const stored = await tx.sql<StoredCount>(
    `INSERT INTO till_count SELECT * FROM demo_count ON CONFLICT DO NOTHING
     RETURNING business_date AS "businessDate", shift_id AS "shiftId", till_id AS "tillId",
       tender_id AS "tenderId", version, counted_minor AS counted, source, counted_at AS at`,
  );
  await recomputeDays(tx, days);
  await appendAuditAll(tx.sql, describeCounts(stored, options));
  return stored.length;
}

type StoredCount = Omit<LineKey, "centreId"> & {
  version: number;
  counted: string;
  source: string;
  at: Date;
};

/** A typed count has an entry of its own, and a file one for all of its counts. */
function describeCounts(counts: StoredCount[], { people, centre }: StoreOptions): AuditEntry[] {
  const typed = counts.filter(({ source }) => source === "screen");
  const imported = counts.filter(({ source }) => source === "import");
  const dates = imported.map(({ businessDate }) => businessDate).sort();
  const entries = typed.map(({ businessDate, at, counted, version, ...count }): AuditEntry => {
    const { shiftId, tillId, tenderId } = count;
    const after = { shiftId, tillId, tenderId, version, countedMinor: Number(counted) };
    const by = { actorId: people.counterId, action: "till-count.recorded" } as const;
    return { ...by, centreId: centre.id, businessDate, after, at: at.toISOString() };
  });
  if (imported.length > 0) {
    entries.push({
      actorId: people.administratorId,
      action: "till-counts.imported",
      centreId: centre.id,
      after: { counts: imported.length, from: dates[0], to: dates.at(-1) },
    });
  }
  return entries;
}

function buildRow(count: DemoCount, { people, centre, now }: StoreOptions) {
  const isOwn = DEMO_OWN_CENTRES.includes(centre.id);
  const closing = dayStart(addDays(count.businessDate, 1), centre);
  const chance = new Seed("demo time", centre.id, count.businessDate, count.shiftId, count.tillId);
  const at = Math.min(closing - chance.unit("before closing") * 5 * HOUR, now);
  return [
    count.centreId,
    count.businessDate,
    count.shiftId,
    count.tillId,
    count.tenderId,
    1,
    count.countedMinor,
    isOwn ? "screen" : "import",
    isOwn ? people.counterId : people.administratorId,
    new Date(at).toISOString(),
  ];
}

function listDayKeys(counts: readonly DemoCount[]): DayKey[] {
  const days = counts.map(({ centreId, businessDate }) => ({ centreId, businessDate }));
  return [...new Map(days.map((day) => [day.businessDate, day])).values()];
}
