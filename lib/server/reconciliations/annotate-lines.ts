import "server-only";

/**
 * Adds to the lines of a page why they differ: how their explanation begins, or their likely cause.
 * Both are found by the keys of the lines, so that the cost does not grow with what is stored.
 */
import type { LineRow, ListedLine } from "@/lib/contracts/reconciliation";
import type { CauseView, ListedCause } from "@/lib/contracts/explanation";
import { findNeed } from "@/lib/domain/workflow/outstanding";
import { prepared } from "../db/sql";

/** A row of the list has no room for more of a text. */
const TEXT_SHOWN_MAX = 160;

type Options = {
  /** Causes are stored of the current figures only, and not of those of a past moment. */
  withCauses: boolean;
};

export async function annotateLines(
  lines: readonly LineRow[],
  { withCauses }: Options,
): Promise<ListedLine[]> {
  const wanted = lines.map((line, at) => ({ line, at })).filter(({ line }) => isAnnotated(line));
  if (wanted.length === 0) return [...lines];
  const rows = await prepared<AnnotationRow>(ANNOTATIONS, [
    wanted.map(({ at }) => at),
    wanted.map(({ line }) => line.centreId),
    wanted.map(({ line }) => line.businessDate),
    wanted.map(({ line }) => line.shiftId),
    wanted.map(({ line }) => line.tillId),
    wanted.map(({ line }) => line.tenderId),
    wanted.map(({ line }) => isExplained(line)),
    wanted.map(({ line }) => needsSomebody(line)),
    wanted.map(({ line }) => withCauses && isOpen(line)),
  ]);
  const annotations = new Map(rows.map((row) => [row.at, row]));
  return lines.map((line, at) => {
    const row = annotations.get(at);
    return row === undefined ? line : { ...line, ...toAnnotation(row) };
  });
}

const isExplained = ({ reason }: LineRow) => reason !== null;
const needsSomebody = (line: LineRow) => findNeed(line) !== "nothing";
const isOpen = (line: LineRow) => line.reason === null && findNeed(line) === "explanation";
const isAnnotated = (line: LineRow) => isExplained(line) || needsSomebody(line);

type AnnotationRow = {
  at: number;
  text: string | null;
  by: string | null;
  assignee: string | null;
  cause: CauseView | null;
} & Pick<ListedCause, "shiftName" | "tillName" | "tenderName">;

function toAnnotation(row: AnnotationRow): Partial<ListedLine> {
  const { text, by, assignee, cause, shiftName, tillName, tenderName } = row;
  return {
    ...(text === null ? {} : { explanation: { text, by: by ?? "" } }),
    ...(assignee === null ? {} : { assignee }),
    ...(cause === null ? {} : { likelyCause: { ...cause, shiftName, tillName, tenderName } }),
  };
}

const isOfLine = (alias: string) => `
  (${alias}.centre_id, ${alias}.business_date, ${alias}.shift_id, ${alias}.till_id,
   ${alias}.tender_id) = (k.centre_id, k.business_date, k.shift_id, k.till_id, k.tender_id)`;

/**
 * A cause counts while the figures of its day are those that it was computed from, and so are those
 * of the other day that it may name.
 */
const CAUSE = `
  SELECT c.cause, o.shift_name, o.till_name, o.tender_name
    FROM reconciliation d
    JOIN cause_day m ON m.centre_id = d.centre_id AND m.business_date = d.business_date
     AND m.figures_revision = d.figures_revision
    JOIN likely_cause c ON ${isOfLine("c")}
    LEFT JOIN reconciliation other
      ON other.centre_id = c.centre_id AND other.business_date = c.other_date
    LEFT JOIN reconciliation_line o
      ON o.centre_id = c.centre_id
     AND o.business_date = coalesce(c.other_date, c.business_date)
     AND o.shift_id = coalesce(c.cause -> 'facts' ->> 'shiftId', c.shift_id)
     AND o.till_id = coalesce(c.cause -> 'facts' ->> 'tillId', c.till_id)
     AND o.tender_id = coalesce(c.cause -> 'facts' ->> 'tenderId', c.tender_id)
   WHERE k.is_open AND d.centre_id = k.centre_id AND d.business_date = k.business_date
     AND (c.other_date IS NULL OR other.figures_revision = c.other_revision) LIMIT 1`;

/** Of each line no table is read that has nothing to say of it; each LIMIT sees to that. */
const ANNOTATIONS = `
  SELECT k.at, e.text, e.by, a.assignee, c.cause, c.shift_name AS "shiftName",
         c.till_name AS "tillName", c.tender_name AS "tenderName"
    FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[],
           $8::bool[], $9::bool[])
      AS k (at, centre_id, business_date, shift_id, till_id, tender_id, is_explained,
            needs_somebody, is_open)
    LEFT JOIN LATERAL (
      SELECT left(e.text, ${TEXT_SHOWN_MAX}) AS text, u.name AS by
        FROM explanation e LEFT JOIN "user" u ON u.id = e.author_id
       WHERE k.is_explained AND ${isOfLine("e")} ORDER BY e.version DESC LIMIT 1
    ) e ON true
    LEFT JOIN LATERAL (
      SELECT u.name AS assignee
        FROM line_assignment a LEFT JOIN "user" u ON u.id = a.assignee_id
       WHERE k.needs_somebody AND ${isOfLine("a")} ORDER BY a.version DESC LIMIT 1
    ) a ON true
    LEFT JOIN LATERAL (${CAUSE}) c ON true`;
