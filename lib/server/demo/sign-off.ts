import "server-only";

/**
 * Signs off what the users of the demonstration would have by now: differences are explained,
 * forgotten counts waived, and the days reviewed, approved and closed, some with more delay than
 * others and a few not yet.
 */
import { addDays, computeBusinessDate, dayStart } from "@/lib/domain/business-date";
import type { Centre } from "@/lib/contracts/centre";
import { formatLinePosition } from "@/lib/domain/keys";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Transaction } from "../db/sql";
import { listCauses } from "../causes/list-causes";
import { recomputeDays } from "../recompute/recompute-days";
import { DEMO_CENTRES } from "../sandbox/centres";
import { Seed } from "../sandbox/seed";
import { DEMO_OWN_CENTRES, type DemoUsers } from "./users";

const HOUR = 3_600_000;
/** A day is reviewed, approved and closed this many days after it. */
const AGES = { review: 2, approval: 3, closure: 5 } as const;
const LEFT_OPEN_CHANCE = 0.08;

type Demo = { people: DemoUsers; now: number };

export async function signOffDemo(from: string, demo: Demo): Promise<void> {
  for (const centre of DEMO_CENTRES) {
    await inTransaction((tx) => signOffCentre(tx, { centre, from, ...demo }));
  }
}

type OfCentre = Demo & { centre: Centre; from: string };
type Day = { date: string; sheetVersion: number };

async function signOffCentre(tx: Transaction, options: OfCentre): Promise<void> {
  const { centre, from, now } = options;
  const today = computeBusinessDate(now, centre);
  const rows = await tx.sql<Day>(
    `SELECT business_date AS date, sheet_version AS "sheetVersion" FROM reconciliation
      WHERE centre_id = $1 AND business_date BETWEEN $2 AND $3 AND state = 'open'
        AND sheet_version > 0 ORDER BY business_date`,
    [centre.id, from, addDays(today, -AGES.review)],
  );
  const days = rows.filter(
    ({ date }) => !new Seed("demo sign-off", centre.id, date).happens("left", LEFT_OPEN_CHANCE),
  );
  if (days.length === 0) return;
  const keys = days.map(({ date }) => ({ centreId: centre.id, businessDate: date }));
  await lockDays(tx.sql, keys);
  // Statements that are asked for at once are sent together.
  const explained = await Promise.all(days.map(({ date }) => explainDay(tx, date, options)));
  await recomputeDays(tx, keys);
  const moved = await Promise.all(days.map((day) => moveDay(tx, day, today, options)));
  await appendAuditAll(tx.sql, [...explained, ...moved].flat());
}

type Unsettled = {
  shiftId: string;
  tillId: string;
  tenderId: string;
  verdict: "short" | "over" | "uncounted" | "unexpected";
  difference: string | null;
  countVersion: number | null;
};

const USUAL_REASON = {
  short: "cash-handling",
  over: "cash-handling",
  uncounted: "count-lost",
  unexpected: "cashrec-incomplete",
} as const;

/** Explains with the likeliest cause, where one is found. */
async function explainDay(tx: Transaction, date: string, options: OfCentre): Promise<AuditEntry[]> {
  const centreId = options.centre.id;
  const lines = await tx.sql<Unsettled>(
    `SELECT shift_id AS "shiftId", till_id AS "tillId", tender_id AS "tenderId", verdict,
            difference_minor AS difference, count_version AS "countVersion"
       FROM reconciliation_line
      WHERE centre_id = $1 AND business_date = $2 AND reason IS NULL
        AND verdict IN ('short', 'over', 'uncounted', 'unexpected')`,
    [centreId, date],
  );
  if (lines.length === 0) return [];
  const causes = await listCauses(tx.sql, { centreId, businessDate: date });
  const entries: AuditEntry[] = [];
  for (const line of lines) {
    const cause =
      causes.find((each) => formatLinePosition(each) === formatLinePosition(line))?.causes[0] ??
      null;
    const kind = line.verdict === "uncounted" ? "waived" : "explained";
    const reason = cause?.reason ?? USUAL_REASON[line.verdict];
    const stored = await tx.sql(
      `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version,
         kind, reason, text, cause, difference_minor, count_version, author_id, created_at)
       VALUES ($1, $2, $3, $4, $5, 1, $6, $7, '', $8::jsonb, $9, $10, $11, $12)
       ON CONFLICT DO NOTHING RETURNING version`,
      [
        centreId,
        date,
        line.shiftId,
        line.tillId,
        line.tenderId,
        kind,
        reason,
        cause && JSON.stringify(cause),
        line.difference,
        line.countVersion,
        chooseReviewer(options),
        chooseMoment(date, 9, options),
      ],
    );
    if (stored.length === 0) continue;
    const { shiftId, tillId, tenderId, difference, countVersion } = line;
    entries.push({
      actorId: chooseReviewer(options),
      action: `line.${kind}`,
      centreId,
      businessDate: date,
      after: {
        shiftId,
        tillId,
        tenderId,
        version: 1,
        kind,
        reason,
        text: "",
        ...(cause === null ? {} : { cause }),
        differenceMinor: difference === null ? null : Number(difference),
        countVersion,
      },
    });
  }
  return entries;
}

const MOVES = [
  { move: "review", from: "open", to: "reviewed", action: "day.reviewed", hour: 10 },
  { move: "approval", from: "reviewed", to: "approved", action: "day.approved", hour: 11 },
  { move: "closure", from: "approved", to: "closed", action: "day.closed", hour: 12 },
] as const;

async function moveDay(
  tx: Transaction,
  { date, sheetVersion }: Day,
  today: string,
  options: OfCentre,
): Promise<AuditEntry[]> {
  const { centre, people } = options;
  const made = MOVES.filter(({ move }) => date <= addDays(today, -AGES[move]));
  const inserts = made.map(({ move, from, to, hour }, index) => {
    const actorId = move === "review" ? chooseReviewer(options) : people.approverId;
    return tx.sql(
      `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state,
         sheet_version, actor_id, moved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        centre.id,
        date,
        index + 1,
        move,
        from,
        to,
        sheetVersion,
        actorId,
        chooseMoment(date, hour, options),
      ],
    );
  });
  const state = made.at(-1)?.to ?? "open";
  const update = tx.sql(
    `UPDATE reconciliation SET state = $3, version = version + $4,
            revision = nextval('reconciliation_revision')
      WHERE centre_id = $1 AND business_date = $2`,
    [centre.id, date, state, made.length],
  );
  await Promise.all([...inserts, update]);
  return made.map(({ move, action, from, to }) => ({
    actorId: move === "review" ? chooseReviewer(options) : people.approverId,
    action,
    centreId: centre.id,
    businessDate: date,
    before: { state: from },
    after: { state: to, sheetVersion },
  }));
}

/** Returns a time on the day after, but not in the future. */
function chooseMoment(date: string, hour: number, { centre, now }: OfCentre): string {
  const start = dayStart(addDays(date, 1), centre);
  return new Date(Math.min(start + hour * HOUR - 5 * HOUR, now)).toISOString();
}

function chooseReviewer({ centre, people }: OfCentre): string {
  return DEMO_OWN_CENTRES.includes(centre.id) ? people.reviewerId : people.otherReviewerId;
}
