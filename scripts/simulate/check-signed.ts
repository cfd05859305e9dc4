/**
 * Judges signed days after every step that may have changed one: what was signed stays until the
 * day is reopened, and a sheet in force with other figures is marked until somebody accepts it.
 */
import type { Simulation } from "./simulation";
import { type DayTruth, expectedOf, sheetOf, type TillTruth } from "./truth";

const SHOWN_MAX = 6;

type SignedDay = {
  centreId: string;
  date: string;
  /** The number of its review; another one is another signature. */
  signature: number;
  /** Whatever must stay: totals, lines, and how many counts there are. */
  figures: string[];
  expected: Record<string, number>;
  marked: number | null;
  /** The version in force; 0 where Cashrec has no sheet. */
  latest: number;
  latestPayload: string | null;
  accepted: number | null;
  acceptedPayload: string | null;
};

export async function checkSigned(simulation: Simulation): Promise<void> {
  const { arena, signed, faults, upstream } = simulation;
  simulation.mayMove = false;
  const { rows } = await arena.owner.query<SignedDay>({
    name: "signed",
    text: SIGNED,
    values: [CHANGES_FREELY],
  });
  for (const day of rows) {
    const key = `${day.centreId} on ${day.date}`;
    const signature = `${key} ${day.signature}`;
    const before = signed.get(signature) ?? day.figures;
    signed.set(signature, day.figures);
    const gone = before.filter((one) => !day.figures.includes(one));
    const come = day.figures.filter((one) => !before.includes(one));
    if (gone.length + come.length > 0)
      faults.push(`${key}: signed figures moved: ${shorten(gone)} → ${shorten(come)}`);
    const truth = upstream.days.find(
      ({ centreId, date }) => centreId === day.centreId && date === day.date,
    );
    if (truth !== undefined) faults.push(...judgeMark(day, truth).map((one) => `${key}: ${one}`));
  }
}

function shorten(figures: readonly string[]): string {
  return figures.slice(0, SHOWN_MAX).join("; ");
}

function judgeMark(day: SignedDay, truth: DayTruth): string[] {
  const latest = findTills(truth, day.latestPayload);
  const accepted = findTills(truth, day.acceptedPayload);
  if (latest === undefined || accepted === undefined) return ["has a sheet that was never sent"];
  const isNews = isOther(new Map(Object.entries(day.expected)), expectedOf(latest));
  const isSettled = day.accepted !== null && !isOther(expectedOf(accepted), expectedOf(latest));
  const wanted = isNews && !isSettled ? day.latest : null;
  if (wanted === day.marked) return [];
  if (wanted !== null)
    return [`sheet ${wanted} is not what was signed, and the mark is ${day.marked}`];
  return [`is marked with sheet ${day.marked}, and nothing changed`];
}

/** A payload is stored as it came. */
function findTills(
  truth: DayTruth,
  payload: string | null,
): { tills: TillTruth[] | null } | undefined {
  if (payload === null) return { tills: null };
  const known = [truth.tills, ...truth.earlier].map((tills) => ({ tills }));
  return known.find((one) => textOf(sheetOf(Object.assign({}, truth, one))) === payload);
}

function textOf(sheet: object | null): string | null {
  return sheet === null ? null : JSON.stringify(sheet);
}

function isOther(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size !== other.size || [...one].some(([name, amount]) => other.get(name) !== amount);
}

/** When a day was written, and what its moves and its mark change. */
const CHANGES_FREELY = [
  "state",
  "version",
  "revision",
  "changed_sheet_version",
  "changed_at",
  "written_in",
];

const SIGNED = `
  SELECT r.centre_id AS "centreId", r.business_date AS date, m.signature,
         ARRAY(SELECT key || ': ' || value FROM jsonb_each_text(to_jsonb(r) - $1::text[]))
           || (SELECT count(*) || ' counts' FROM till_count t
                WHERE t.centre_id = r.centre_id AND t.business_date = r.business_date)
           || coalesce(l.lines, '{}') AS figures,
         coalesce(l.expected, '{}') AS expected,
         r.changed_sheet_version AS marked, coalesce(s.version, 0) AS latest,
         v.payload AS "latestPayload", a.sheet_version AS accepted, w.payload AS "acceptedPayload"
    FROM reconciliation r
    CROSS JOIN LATERAL (
      SELECT max(number) FILTER (WHERE move = 'review') AS signature,
             max(number) FILTER (WHERE move = 'acceptance') AS acceptance,
             coalesce(max(number) FILTER (WHERE move = 'reopening'), 0) AS reopening
        FROM move WHERE centre_id = r.centre_id AND business_date = r.business_date) m
    CROSS JOIN LATERAL (
      SELECT array_agg(l::text) AS lines,
             jsonb_object_agg(concat_ws('/', shift_id, till_id, tender_id), expected_minor)
               FILTER (WHERE expected_minor IS NOT NULL) AS expected
        FROM reconciliation_line l
       WHERE l.centre_id = r.centre_id AND l.business_date = r.business_date) l
    LEFT JOIN cash_sheet s ON s.centre_id = r.centre_id AND s.business_date = r.business_date
    LEFT JOIN cash_sheet_version v ON v.centre_id = r.centre_id
          AND v.business_date = r.business_date AND v.version = s.version
    LEFT JOIN move a ON a.centre_id = r.centre_id AND a.business_date = r.business_date
          AND a.number = m.acceptance AND m.acceptance > m.reopening
    LEFT JOIN cash_sheet_version w ON w.centre_id = r.centre_id
          AND w.business_date = r.business_date AND w.version = a.sheet_version
   WHERE r.state <> 'open'`;
