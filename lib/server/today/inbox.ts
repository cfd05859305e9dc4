import "server-only";

/**
 * Days that wait for somebody: to be counted again, reviewed, approved, closed, or settled after a
 * change. What the reader may do stands apart from what waits for others.
 */
import type { Need } from "@/lib/contracts/today";
import { minor } from "@/lib/domain/money";
import { EVERYWHERE, rolesWith } from "@/lib/domain/permission";
import { MOVE_PERMISSIONS } from "@/lib/domain/workflow/workflow";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/freshness";

const DAYS_SHOWN_MAX = 50;
const ROWS_MAX = 500;

type WaitingRecord = {
  kind: "changed" | "recount" | "review" | "approval" | "closure";
  mine: boolean;
  /** Days of one kind wait together; a change and a fresh count are told date by date. */
  date: string;
  newest: string;
  oldest: string;
  currency: string;
  lines: string;
  net: string;
  day_count: string;
  centre_count: string;
  days: { id: string; name: string; date: string; version: number }[];
};

export async function listInbox(span: Span, readerId: string): Promise<Need[]> {
  const needs = new Map<string, Need>();
  for (const row of await listRows(span, readerId)) {
    const key = `${row.kind} ${row.mine} ${row.date}`;
    needs.set(key, joined(needs.get(key) ?? emptyNeed(row), row));
  }
  return [...needs.values()];
}

function emptyNeed({ kind, mine, newest, oldest }: WaitingRecord): Need {
  const none = { centres: [], centreCount: 0, days: [], dayCount: 0, lines: 0, amounts: [] };
  return { kind, mine, businessDate: newest, from: oldest, ...none };
}

/** The same need in one more currency. A centre has one currency, and so is in one row alone. */
function joined(need: Need, row: WaitingRecord): Need {
  const days = row.days.map(({ id, date, version }) => ({ centreId: id, date, version }));
  const centres = new Map(row.days.map(({ id, name }) => [id, { id, name }]));
  return {
    ...need,
    businessDate: need.businessDate > row.newest ? need.businessDate : row.newest,
    from: (need.from ?? row.oldest) < row.oldest ? need.from : row.oldest,
    lines: need.lines + Number(row.lines),
    amounts: [...need.amounts, { currency: row.currency, amountMinor: minor(Number(row.net)) }],
    days: [...(need.days ?? []), ...days].slice(0, DAYS_SHOWN_MAX),
    dayCount: (need.dayCount ?? 0) + Number(row.day_count),
    centres: [...need.centres, ...centres.values()],
    centreCount: (need.centreCount ?? 0) + Number(row.centre_count),
  };
}

/**
 * `mine` as lib/domain/workflow decides it: whoever counted does not review, whoever reviewed does
 * not approve, and closes only what somebody else approved. The newest dates, each kind for itself;
 * a change after sign-off however old its day: nobody looks for it there.
 */
async function listRows({ centreIds, from, to }: Span, readerId: string): Promise<WaitingRecord[]> {
  return sql<WaitingRecord>(
    `WITH held AS (
       SELECT centre_id, array_agg(role) AS roles FROM membership
        WHERE user_id = $4::uuid GROUP BY centre_id
     ), waiting AS (
       SELECT d.centre_id, c.name, d.business_date, d.currency, d.version, d.recount_lines,
              d.short_minor + d.over_minor AS net,
              d.matched_lines + d.within_tolerance_lines + d.short_lines + d.over_lines
                + d.uncounted_lines + d.unexpected_lines AS lines,
              coalesce(own.roles, '{}') || coalesce(everywhere.roles, '{}') AS roles,
              CASE
                WHEN d.changed_sheet_version IS NOT NULL THEN 'changed'
                WHEN d.state = 'open' AND d.recount_lines > 0 THEN 'recount'
                WHEN d.state = 'open' THEN 'review'
                WHEN d.state = 'reviewed' AND (c.approval = 'always' OR d.approval_lines > 0)
                  THEN 'approval'
                ELSE 'closure' END AS kind,
              d.state
         FROM reconciliation d
         JOIN centre c ON c.id = d.centre_id
         LEFT JOIN held own ON own.centre_id = d.centre_id
         LEFT JOIN held everywhere ON everywhere.centre_id = '${EVERYWHERE}'
        WHERE ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
          AND d.business_date <= $3
          AND (d.business_date >= $2 OR d.changed_sheet_version IS NOT NULL)
          AND (d.changed_sheet_version IS NOT NULL OR d.state IN ('reviewed', 'approved')
            OR (d.state = 'open' AND d.unexplained_lines = 0 AND d.unwaived_lines = 0
              AND d.matched_lines + d.within_tolerance_lines + d.short_lines + d.over_lines
                + d.unexpected_lines + d.uncounted_lines > 0)
            OR (d.state = 'open' AND d.recount_lines > 0))
     ), told AS (
       SELECT w.*, CASE w.kind
                WHEN 'recount' THEN w.roles && $5::text[]
                WHEN 'changed' THEN w.roles && $6::text[]
                WHEN 'review' THEN w.roles && $7::text[] AND NOT EXISTS (
                  SELECT FROM till_count t WHERE t.centre_id = w.centre_id
                     AND t.business_date = w.business_date AND t.counted_by_id = $4::uuid)
                WHEN 'approval' THEN w.roles && $6::text[] AND reviewer.id <> $4::uuid
                ELSE w.roles && $8::text[] AND (w.state = 'approved' OR reviewer.id <> $4::uuid)
              END AS mine
         FROM waiting w
         LEFT JOIN LATERAL (
           SELECT m.actor_id AS id FROM move m
            WHERE m.centre_id = w.centre_id AND m.business_date = w.business_date
              AND m.move = 'review' ORDER BY m.number DESC LIMIT 1) reviewer ON true
     )
     SELECT kind, coalesce(mine, false) AS mine, currency,
            CASE WHEN kind IN ('changed', 'recount') THEN business_date ELSE '' END AS date,
            max(business_date) AS newest, min(business_date) AS oldest,
            sum(CASE kind WHEN 'recount' THEN recount_lines ELSE lines END) AS lines,
            sum(net) AS net, count(*) AS day_count, count(DISTINCT centre_id) AS centre_count,
            (array_agg(jsonb_build_object('id', centre_id, 'name', name, 'date', business_date,
              'version', version) ORDER BY business_date DESC, abs(net) DESC, centre_id)
            )[:${DAYS_SHOWN_MAX}] AS days
       FROM told GROUP BY 1, 2, 3, 4
      ORDER BY newest DESC, kind, abs(sum(net)) DESC LIMIT ${ROWS_MAX}`,
    [
      centreIds,
      from,
      to,
      readerId,
      rolesWith("till-count:record"),
      rolesWith(MOVE_PERMISSIONS.approval),
      rolesWith(MOVE_PERMISSIONS.review),
      rolesWith(MOVE_PERMISSIONS.closure),
    ],
  );
}
