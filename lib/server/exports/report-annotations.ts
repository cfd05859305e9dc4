import "server-only";

/**
 * Reads the annotations of some days: the explanations, assignments and notes, and the move that a
 * day's state comes from, each with author and time, and the legal entity. One statement reads a
 * page of days, because a query for every line would be most of the work.
 */
import { type DayKey, formatDayKey, formatLineKey, type LineKey } from "@/lib/domain/keys";
import { BY_RULE } from "@/lib/domain/report/report";
import { prepared } from "../db/sql";
import { unnestDays } from "../db/values";

type DayKeyRow = { centre_id: string; business_date: string };
type KeyRow = DayKeyRow & { shift_id: string; till_id: string; tender_id: string };
type By = { by: string | null; at: Date };
type Text = { text: string };
type AnnotationRow =
  | ({ kind: "explanation" } & KeyRow & By & Text)
  | ({ kind: "assignment" } & KeyRow & By & Text)
  | ({ kind: "notes" } & KeyRow & Text)
  | ({ kind: "move" } & DayKeyRow & By)
  | ({ kind: "entity" } & DayKeyRow & Text & { by: string });

export type Annotations = {
  explanationOf: (line: LineKey) => (By & Text) | undefined;
  /** Its text is the date until which it is due. */
  assignmentOf: (line: LineKey) => (By & Text) | undefined;
  /** Each note is a paragraph; null means that there is none. */
  notesOf: (line: LineKey) => string | null;
  moveOf: (day: DayKey) => By | undefined;
  /** The legal entity of the centre on the date. */
  entityOf: (day: DayKey) => Entity | undefined;
};
type Entity = { id: string; name: string };

export async function listAnnotations(days: readonly DayKeyRow[]): Promise<Annotations> {
  const keys = [days.map((day) => day.centre_id), days.map((day) => day.business_date)];
  const explanations = new Map<string, By & Text>();
  const assignments = new Map<string, By & Text>();
  const notes = new Map<string, string>();
  const moves = new Map<string, By>();
  const entities = new Map<string, Entity>();
  for (const row of await prepared<AnnotationRow>(ANNOTATIONS, keys)) {
    if (row.kind === "explanation") explanations.set(idOf(row), row);
    if (row.kind === "assignment") assignments.set(idOf(row), row);
    if (row.kind === "notes") notes.set(idOf(row), row.text);
    if (row.kind === "move") moves.set(dayIdOf(row), row);
    if (row.kind === "entity") entities.set(dayIdOf(row), { id: row.by, name: row.text });
  }
  // Most pages lack some kind of annotation, so that their maps stay empty and keys need not be
  // built.
  return {
    explanationOf: (line) =>
      explanations.size === 0 ? undefined : explanations.get(formatLineKey(line)),
    assignmentOf: (line) =>
      assignments.size === 0 ? undefined : assignments.get(formatLineKey(line)),
    notesOf: (line) => (notes.size === 0 ? null : (notes.get(formatLineKey(line)) ?? null)),
    moveOf: (day) => (moves.size === 0 ? undefined : moves.get(formatDayKey(day))),
    entityOf: (day) => (entities.size === 0 ? undefined : entities.get(formatDayKey(day))),
  };
}

const KEY = "centre_id, business_date, shift_id, till_id, tender_id";

const EXPLANATIONS = `
  SELECT DISTINCT ON (${KEY}) 'explanation' AS kind, ${KEY}, e.text, u.name AS by,
         e.created_at AS at
    FROM day JOIN explanation e USING (centre_id, business_date)
    LEFT JOIN public.user u ON u.id = e.author_id
   ORDER BY ${KEY}, e.version DESC`;

/** A line that was taken back has none. */
const ASSIGNMENTS = `
  SELECT 'assignment', ${KEY}, due_on, by, at FROM (
    SELECT DISTINCT ON (${KEY}) ${KEY}, a.due_on, u.name AS by, a.assigned_at AS at
      FROM day JOIN line_assignment a USING (centre_id, business_date)
      LEFT JOIN public.user u ON u.id = a.assignee_id
     ORDER BY ${KEY}, a.version DESC
  ) a WHERE due_on IS NOT NULL`;

/** Joins the notes of each line, the oldest first; notes of the whole day belong to no line. */
const NOTES = `
  SELECT 'notes', ${KEY}, string_agg(n.text, E'\\n' ORDER BY n.created_at, n.id), NULL, NULL
    FROM day JOIN note n USING (centre_id, business_date)
   WHERE n.shift_id IS NOT NULL AND n.till_id IS NOT NULL AND n.tender_id IS NOT NULL
   GROUP BY ${KEY}`;

/**
 * A rule is named by its code, which a file words. What was undone, and the undoing, which comes
 * directly after it, are left out.
 */
const MOVES = `
  SELECT DISTINCT ON (centre_id, business_date)
         'move', centre_id, business_date, NULL, NULL, NULL, NULL,
         CASE WHEN m.rule_version IS NULL THEN u.name ELSE '${BY_RULE}' END, m.moved_at
    FROM day JOIN move m USING (centre_id, business_date)
    LEFT JOIN public.user u ON u.id = m.actor_id
   WHERE m.move <> 'undo' AND NOT EXISTS (
     SELECT FROM move o WHERE o.centre_id = m.centre_id AND o.business_date = m.business_date
        AND o.number = m.number + 1 AND o.move = 'undo')
   ORDER BY centre_id, business_date, m.number DESC`;

/** Where centres belong to no entity, there is nothing to look up. */
const ENTITIES = `
  SELECT 'entity', day.centre_id, day.business_date, NULL, NULL, NULL, v.name, v.entity_id, NULL
    FROM day
    CROSS JOIN LATERAL (
      SELECT o.entity_id FROM centre_entity o
       WHERE o.centre_id = day.centre_id AND o.valid_from <= day.business_date
       ORDER BY o.valid_from DESC, o.version DESC LIMIT 1) k
    CROSS JOIN LATERAL (
      SELECT n.entity_id, n.name FROM legal_entity_version n WHERE n.entity_id = k.entity_id
       ORDER BY n.version DESC LIMIT 1) v`;

const ANNOTATIONS = `
  WITH day AS (SELECT * FROM ${unnestDays()})
  (${EXPLANATIONS}) UNION ALL (${ASSIGNMENTS}) UNION ALL (${NOTES}) UNION ALL (${MOVES})
  UNION ALL (${ENTITIES})`;

function idOf(row: KeyRow): string {
  return formatLineKey({
    centreId: row.centre_id,
    businessDate: row.business_date,
    shiftId: row.shift_id,
    tillId: row.till_id,
    tenderId: row.tender_id,
  });
}

function dayIdOf({ centre_id, business_date }: DayKeyRow): string {
  return formatDayKey({ centreId: centre_id, businessDate: business_date });
}
