import "server-only";

/**
 * Who said what about the lines of a page, and when: the count in force, the explanation, the
 * notes, and the move that a day's state comes from. Asked for by days, in four statements a page,
 * because a question for every line would be most of the work.
 */
import { type LineKey, lineId } from "@/lib/domain/line";
import { NOTHING_SAID, type Said } from "@/lib/domain/report";
import { sql } from "../db/sql";

type Asked = LineKey & { countVersion: number | null; reason: string | null };

/** By `lineId`; lines about which nothing was said have no entry. */
export async function readSaid(lines: readonly Asked[]): Promise<(line: Asked) => Said> {
  const days = [...new Map(lines.map((line) => [dayId(line), line])).values()];
  const [counts, explanations, notes, moves] = await Promise.all([
    listCounts(lines.filter((line) => line.countVersion !== null)),
    listExplanations(lines.filter((line) => line.reason !== null)),
    listNotes(days),
    listMoves(days),
  ]);
  return (line) => {
    const id = lineId(line);
    const [count, explanation, move] = [
      counts.get(id),
      explanations.get(id),
      moves.get(dayId(line)),
    ];
    return {
      ...NOTHING_SAID,
      ...(count === undefined ? {} : { countedBy: count.by, countedAt: instant(count.at) }),
      ...(explanation === undefined
        ? {}
        : {
            explanation: explanation.text,
            explainedBy: explanation.by,
            explainedAt: instant(explanation.at),
          }),
      notes: notes.get(id) ?? null,
      ...(move === undefined ? {} : { stateBy: move.by, stateAt: instant(move.at) }),
    };
  };
}

type KeyRow = {
  centre_id: string;
  business_date: string;
  shift_id: string;
  till_id: string;
  tender_id: string;
};
type By = { by: string | null; at: Date };

const KEY = "centre_id, business_date, shift_id, till_id, tender_id";

async function listCounts(lines: readonly Asked[]): Promise<Map<string, By>> {
  if (lines.length === 0) return new Map();
  const rows = await sql<KeyRow & By>(
    `SELECT ${KEY}, u.name AS by, t.counted_at AS at
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
         AS k (${KEY}, version)
       JOIN till_count t USING (${KEY}, version)
       LEFT JOIN public.user u ON u.id = t.counted_by_id`,
    [...keysOf(lines), lines.map(({ countVersion }) => countVersion)],
  );
  return new Map(rows.map((row) => [idOf(row), row]));
}

async function listExplanations(lines: readonly Asked[]): Promise<Map<string, By & Text>> {
  if (lines.length === 0) return new Map();
  const rows = await sql<KeyRow & By & Text>(
    `SELECT DISTINCT ON (${KEY}) ${KEY}, e.text, u.name AS by, e.created_at AS at
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS k (${KEY})
       JOIN explanation e USING (${KEY})
       LEFT JOIN public.user u ON u.id = e.author_id
      ORDER BY ${KEY}, e.version DESC`,
    keysOf(lines),
  );
  return new Map(rows.map((row) => [idOf(row), row]));
}

type Text = { text: string };
type Day = Pick<LineKey, "centreId" | "businessDate">;

/** Of one line, the oldest first; those of the day as a whole stand with no line. */
async function listNotes(days: readonly Day[]): Promise<Map<string, string>> {
  const rows = await sql<KeyRow & Text>(
    `SELECT ${KEY}, string_agg(n.text, E'\\n' ORDER BY n.created_at, n.id) AS text
       FROM unnest($1::text[], $2::text[]) AS k (centre_id, business_date)
       JOIN note n USING (centre_id, business_date)
      WHERE n.shift_id IS NOT NULL AND n.till_id IS NOT NULL AND n.tender_id IS NOT NULL
      GROUP BY ${KEY}`,
    dayKeysOf(days),
  );
  return new Map(rows.map((row) => [idOf(row), row.text]));
}

async function listMoves(days: readonly Day[]): Promise<Map<string, By>> {
  const rows = await sql<Pick<KeyRow, "centre_id" | "business_date"> & By>(
    `SELECT DISTINCT ON (centre_id, business_date)
            centre_id, business_date, u.name AS by, m.moved_at AS at
       FROM unnest($1::text[], $2::text[]) AS k (centre_id, business_date)
       JOIN move m USING (centre_id, business_date)
       LEFT JOIN public.user u ON u.id = m.actor_id
      ORDER BY centre_id, business_date, m.number DESC`,
    dayKeysOf(days),
  );
  return new Map(
    rows.map((row) => [dayId({ centreId: row.centre_id, businessDate: row.business_date }), row]),
  );
}

function keysOf(lines: readonly LineKey[]): string[][] {
  return [
    ...dayKeysOf(lines),
    lines.map(({ shiftId }) => shiftId),
    lines.map(({ tillId }) => tillId),
    lines.map(({ tenderId }) => tenderId),
  ];
}

function dayKeysOf(days: readonly Day[]): string[][] {
  return [days.map(({ centreId }) => centreId), days.map(({ businessDate }) => businessDate)];
}

function idOf(row: KeyRow): string {
  return lineId({
    ...{ centreId: row.centre_id, businessDate: row.business_date, shiftId: row.shift_id },
    ...{ tillId: row.till_id, tenderId: row.tender_id },
  });
}

function dayId({ centreId, businessDate }: Day): string {
  return `${centreId}\u0000${businessDate}`;
}

function instant(at: Date): string {
  return at.toISOString();
}
