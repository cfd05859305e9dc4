import "server-only";

/**
 * Who said what about the lines of some days, and when: the explanation, the notes, and the move
 * that a day's state comes from. Asked for by days, in three statements a page, because a question
 * for every line would be most of the work.
 */
import { lineId } from "@/lib/domain/line";
import { sql } from "../db/sql";

type DayKeyRow = { centre_id: string; business_date: string };
type KeyRow = DayKeyRow & { shift_id: string; till_id: string; tender_id: string };
type By = { by: string | null; at: Date };
type Text = { text: string };

export type WhoSaid = {
  explanationOf: (line: KeyRow) => (By & Text) | undefined;
  /** A paragraph each; null: none. */
  notesOf: (line: KeyRow) => string | null;
  moveOf: (day: DayKeyRow) => By | undefined;
};

export async function saidOf(days: readonly DayKeyRow[]): Promise<WhoSaid> {
  const keys = [days.map((day) => day.centre_id), days.map((day) => day.business_date)];
  const [explanations, notes, moves] = await Promise.all([
    sql<KeyRow & By & Text>(EXPLANATIONS, keys).then((rows) => byId(rows, idOf)),
    sql<KeyRow & Text>(NOTES, keys).then((rows) => byId(rows, idOf)),
    sql<DayKeyRow & By>(MOVES, keys).then((rows) => byId(rows, dayIdOf)),
  ]);
  // Most pages have none of one kind, and a key for every line is not made for nothing.
  return {
    explanationOf: (line) => (explanations.size === 0 ? undefined : explanations.get(idOf(line))),
    notesOf: (line) => (notes.size === 0 ? null : (notes.get(idOf(line))?.text ?? null)),
    moveOf: (day) => (moves.size === 0 ? undefined : moves.get(dayIdOf(day))),
  };
}

const KEY = "centre_id, business_date, shift_id, till_id, tender_id";
const DAYS = "unnest($1::text[], $2::text[]) AS k (centre_id, business_date)";

const EXPLANATIONS = `
  SELECT DISTINCT ON (${KEY}) ${KEY}, e.text, u.name AS by, e.created_at AS at
    FROM ${DAYS} JOIN explanation e USING (centre_id, business_date)
    LEFT JOIN public.user u ON u.id = e.author_id
   ORDER BY ${KEY}, e.version DESC`;

/** Of one line, the oldest first; those of the day as a whole stand with no line. */
const NOTES = `
  SELECT ${KEY}, string_agg(n.text, E'\\n' ORDER BY n.created_at, n.id) AS text
    FROM ${DAYS} JOIN note n USING (centre_id, business_date)
   WHERE n.shift_id IS NOT NULL AND n.till_id IS NOT NULL AND n.tender_id IS NOT NULL
   GROUP BY ${KEY}`;

const MOVES = `
  SELECT DISTINCT ON (centre_id, business_date)
         centre_id, business_date, u.name AS by, m.moved_at AS at
    FROM ${DAYS} JOIN move m USING (centre_id, business_date)
    LEFT JOIN public.user u ON u.id = m.actor_id
   ORDER BY centre_id, business_date, m.number DESC`;

function byId<Row>(rows: readonly Row[], id: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [id(row), row]));
}

function idOf(row: KeyRow): string {
  return lineId({
    ...{ centreId: row.centre_id, businessDate: row.business_date, shiftId: row.shift_id },
    ...{ tillId: row.till_id, tenderId: row.tender_id },
  });
}

function dayIdOf({ centre_id, business_date }: DayKeyRow): string {
  return `${centre_id}\u0000${business_date}`;
}
