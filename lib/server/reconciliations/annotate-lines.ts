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
  const listed: ListedLine[] = [...lines];
  const add = (at: number, more: Partial<ListedLine>) => {
    const line = listed[at];
    if (line !== undefined) listed[at] = { ...line, ...more };
  };
  const isExplained = ({ reason }: LineRow) => reason !== null;
  const needsSomebody = (line: LineRow) => findNeed(line) !== "nothing";
  const isOpen = (line: LineRow) => line.reason === null && findNeed(line) === "explanation";
  const [explanations, assignees, causes] = await Promise.all([
    listExplanations(keysOf(lines, isExplained)),
    listAssignees(keysOf(lines, needsSomebody)),
    withCauses ? listStoredCauses(keysOf(lines, isOpen)) : [],
  ]);
  for (const { at, text, by } of explanations) add(Number(at), { explanation: { text, by } });
  for (const { at, assignee } of assignees) add(Number(at), { assignee });
  for (const { at, cause, ...names } of causes) {
    add(Number(at), { likelyCause: { ...cause, ...names } });
  }
  return listed;
}

/** Which lines of the page are asked about, and their keys: one array for each column. */
type Keys = readonly [number[], string[], string[], string[], string[], string[]];

function keysOf(lines: readonly LineRow[], isWanted: (line: LineRow) => boolean): Keys {
  const wanted = lines.flatMap((line, at) => (isWanted(line) ? [{ line, at }] : []));
  return [
    wanted.map(({ at }) => at),
    wanted.map(({ line }) => line.centreId),
    wanted.map(({ line }) => line.businessDate),
    wanted.map(({ line }) => line.shiftId),
    wanted.map(({ line }) => line.tillId),
    wanted.map(({ line }) => line.tenderId),
  ];
}

const KEYS = `unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
  AS k (at, centre_id, business_date, shift_id, till_id, tender_id)`;

type ExplanationRow = { at: number; text: string; by: string };

async function listExplanations(keys: Keys): Promise<ExplanationRow[]> {
  if (keys[0].length === 0) return [];
  return prepared<ExplanationRow>(
    `SELECT k.at, x.text, coalesce(u.name, '') AS by
       FROM ${KEYS}
      CROSS JOIN LATERAL (
        SELECT left(e.text, ${TEXT_SHOWN_MAX}) AS text, e.author_id FROM explanation e
         WHERE (e.centre_id, e.business_date, e.shift_id, e.till_id, e.tender_id)
             = (k.centre_id, k.business_date, k.shift_id, k.till_id, k.tender_id)
         ORDER BY e.version DESC LIMIT 1
      ) x
       LEFT JOIN "user" u ON u.id = x.author_id`,
    keys,
  );
}

async function listAssignees(keys: Keys): Promise<{ at: number; assignee: string }[]> {
  if (keys[0].length === 0) return [];
  return prepared<{ at: number; assignee: string }>(
    `SELECT k.at, u.name AS assignee
       FROM ${KEYS}
      CROSS JOIN LATERAL (
        SELECT a.assignee_id FROM line_assignment a
         WHERE (a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id)
             = (k.centre_id, k.business_date, k.shift_id, k.till_id, k.tender_id)
         ORDER BY a.version DESC LIMIT 1
      ) x
       JOIN "user" u ON u.id = x.assignee_id`,
    keys,
  );
}

type CauseRow = { at: number; cause: CauseView } & Pick<
  ListedCause,
  "shiftName" | "tillName" | "tenderName"
>;

/**
 * A cause counts while the figures of its day are those that it was computed from, and so are those
 * of the other day that it may name.
 */
async function listStoredCauses(keys: Keys): Promise<CauseRow[]> {
  if (keys[0].length === 0) return [];
  return prepared<CauseRow>(
    `SELECT k.at, c.cause, o.shift_name AS "shiftName", o.till_name AS "tillName",
            o.tender_name AS "tenderName"
       FROM ${KEYS}
       JOIN reconciliation d USING (centre_id, business_date)
       JOIN cause_day m ON m.centre_id = k.centre_id AND m.business_date = k.business_date
        AND m.figures_revision = d.figures_revision
       JOIN likely_cause c
         ON (c.centre_id, c.business_date, c.shift_id, c.till_id, c.tender_id)
          = (k.centre_id, k.business_date, k.shift_id, k.till_id, k.tender_id)
       LEFT JOIN reconciliation other
         ON other.centre_id = c.centre_id AND other.business_date = c.other_date
       LEFT JOIN reconciliation_line o
         ON o.centre_id = c.centre_id
        AND o.business_date = coalesce(c.other_date, c.business_date)
        AND o.shift_id = coalesce(c.cause -> 'facts' ->> 'shiftId', c.shift_id)
        AND o.till_id = coalesce(c.cause -> 'facts' ->> 'tillId', c.till_id)
        AND o.tender_id = coalesce(c.cause -> 'facts' ->> 'tenderId', c.tender_id)
      WHERE c.other_date IS NULL OR other.figures_revision = c.other_revision`,
    keys,
  );
}
