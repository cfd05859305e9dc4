import "server-only";

/**
 * Adds to the lines of a page why they differ: how their explanation begins, or their likely cause.
 * Both are found by the days, so that the cost does not grow with what is stored.
 */
import type { LineRow, ListedLine } from "@/lib/contracts/reconciliation";
import type { CauseView, ListedCause } from "@/lib/contracts/explanation";
import { groupBy } from "@/lib/domain/group-by";
import { type DayKey, formatLineKey, type LineKey } from "@/lib/domain/keys";
import { findNeed } from "@/lib/domain/workflow/outstanding";
import { prepared } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { mapInSteps } from "../give-way";

/** A row of the list has no room for more of a text. */
const TEXT_SHOWN_MAX = 160;

type Kind = "explanation" | "assignment" | "cause";

/** What was recorded of a line last, or was found for it. */
export type LineNote = LineKey & {
  kind: Kind;
  text: string | null;
  /** Who wrote the explanation, or has the line. */
  name: string | null;
  cause: CauseView | null;
} & Pick<ListedCause, "shiftName" | "tillName" | "tenderName">;

type Options = {
  /** Causes are stored of the current figures only, and not of those of a past moment. */
  withCauses: boolean;
};

/** The notes are those of the lines' days; some may not hold of the line as it is now. */
export function annotateLines(
  lines: readonly LineRow[],
  notes: readonly LineNote[],
  { withCauses }: Options,
): Promise<ListedLine[]> {
  const notesOf = groupBy(notes, formatLineKey);
  return mapInSteps(lines, (line) => {
    if (!isAnnotated(line)) return line;
    const inForce = (notesOf.get(formatLineKey(line)) ?? []).filter(
      ({ kind }) => HOLDS[kind](line) && (withCauses || kind !== "cause"),
    );
    return inForce.reduce<ListedLine>(
      (listed, note) => ({ ...listed, ...toAnnotation(note) }),
      line,
    );
  });
}

const HOLDS: Record<Kind, (line: LineRow) => boolean> = {
  explanation: ({ reason }) => reason !== null,
  assignment: (line) => findNeed(line) !== "nothing",
  cause: (line) => line.reason === null && findNeed(line) === "explanation",
};

/** Of any other line nothing is shown. */
export function isAnnotated(line: LineRow): boolean {
  return HOLDS.explanation(line) || HOLDS.assignment(line);
}

function toAnnotation(note: LineNote): Partial<ListedLine> {
  const { kind, text, name, cause, shiftName, tillName, tenderName } = note;
  if (kind === "explanation") return { explanation: { text: text ?? "", by: name ?? "" } };
  if (kind === "assignment") return name === null ? {} : { assignee: name };
  return cause === null ? {} : { likelyCause: { ...cause, shiftName, tillName, tenderName } };
}

export function listLineNotes(days: readonly DayKey[]): Promise<LineNote[]> {
  return prepared<LineNote>(NOTES, keyArrays(days));
}

const LINE_KEY = (alias: string) => `
  ${alias}.centre_id AS "centreId", ${alias}.business_date AS "businessDate",
  ${alias}.shift_id AS "shiftId", ${alias}.till_id AS "tillId", ${alias}.tender_id AS "tenderId"`;
const IS_OF_DAY = (alias: string) =>
  `${alias}.centre_id = k.centre_id AND ${alias}.business_date = k.business_date`;

/** The highest version of each line holds. Days are few, and a key finds what they have. */
const lastOf = (table: string) => `
  SELECT DISTINCT ON (t.shift_id, t.till_id, t.tender_id) t.*
    FROM ${table} t WHERE ${IS_OF_DAY("t")}
   ORDER BY t.shift_id, t.till_id, t.tender_id, t.version DESC`;

/**
 * A cause counts while the figures of its day are those that it was computed from, and so are those
 * of the other day that it may name.
 */
const NOTES = `
  WITH k AS (SELECT * FROM ${unnestDays()})
  SELECT 'explanation' AS kind, ${LINE_KEY("e")}, left(e.text, ${TEXT_SHOWN_MAX}) AS text, u.name,
         NULL::jsonb AS cause, NULL AS "shiftName", NULL AS "tillName", NULL AS "tenderName"
    FROM k CROSS JOIN LATERAL (${lastOf("explanation")}) e
    LEFT JOIN "user" u ON u.id = e.author_id
   UNION ALL
  SELECT 'assignment', ${LINE_KEY("a")}, NULL, u.name, NULL, NULL, NULL, NULL
    FROM k CROSS JOIN LATERAL (${lastOf("line_assignment")}) a
    LEFT JOIN "user" u ON u.id = a.assignee_id
   UNION ALL
  SELECT 'cause', ${LINE_KEY("c")}, NULL, NULL, c.cause, o.shift_name, o.till_name, o.tender_name
    FROM k
    JOIN reconciliation d ON ${IS_OF_DAY("d")}
    JOIN cause_day m ON ${IS_OF_DAY("m")} AND m.figures_revision = d.figures_revision
    JOIN likely_cause c ON ${IS_OF_DAY("c")}
    LEFT JOIN reconciliation other
      ON other.centre_id = c.centre_id AND other.business_date = c.other_date
    LEFT JOIN LATERAL (
      SELECT o.shift_name, o.till_name, o.tender_name FROM reconciliation_line o
       WHERE o.centre_id = c.centre_id
         AND o.business_date = coalesce(c.other_date, c.business_date)
         AND o.shift_id = coalesce(c.cause -> 'facts' ->> 'shiftId', c.shift_id)
         AND o.till_id = coalesce(c.cause -> 'facts' ->> 'tillId', c.till_id)
         AND o.tender_id = coalesce(c.cause -> 'facts' ->> 'tenderId', c.tender_id)
       LIMIT 1
    ) o ON true
   WHERE c.other_date IS NULL OR other.figures_revision = c.other_revision`;
