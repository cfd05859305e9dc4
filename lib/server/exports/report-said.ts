import "server-only";

/**
 * Who said what about the lines of a page, and when: the explanation, the notes, and the move that
 * a day's state comes from. Asked for by days, in three statements a page, because a question for
 * every line would be most of the work.
 */
import { type LineKey, lineId } from "@/lib/domain/line";
import type { ReportLine } from "@/lib/domain/report";
import { sql } from "../db/sql";

/** Where nothing was said, a line stays as it is. */
export async function addSaid(lines: readonly ReportLine[]): Promise<void> {
  const days = [...new Map(lines.map((line) => [dayId(line), line])).values()];
  const [explanations, notes, moves] = await Promise.all([
    listExplanations(lines.filter((line) => line.reason !== null)),
    listNotes(days),
    listMoves(days),
  ]);
  for (const line of lines) {
    if (line.reason !== null) addExplanation(line, explanations.get(lineId(line)));
    if (notes.size > 0) line.notes = notes.get(lineId(line)) ?? null;
    const move = moves.size === 0 ? undefined : moves.get(dayId(line));
    if (move === undefined) continue;
    line.stateBy = move.by;
    line.stateAt = instant(move.at);
  }
}

function addExplanation(line: ReportLine, explanation: (By & Text) | undefined): void {
  if (explanation === undefined) return;
  line.explanation = explanation.text;
  line.explainedBy = explanation.by;
  line.explainedAt = instant(explanation.at);
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

async function listExplanations(lines: readonly LineKey[]): Promise<Map<string, By & Text>> {
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
