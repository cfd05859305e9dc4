import "server-only";

/**
 * Days that wait for somebody: to be counted again, reviewed, approved, closed, or settled after a
 * change. What the reader may do is listed separately from what waits for others.
 */
import type { Need } from "@/lib/contracts/today";
import { minor } from "@/lib/domain/money";
import type { Span } from "../reconciliations/freshness";
import { DAYS_SHOWN_MAX, type InboxRow, listInboxRows } from "./inbox-rows";

export async function listInbox(span: Span, readerId: string): Promise<Need[]> {
  const needs = new Map<string, Need>();
  for (const row of await listInboxRows(span, readerId)) {
    const key = `${row.kind} ${row.mine} ${row.date}`;
    needs.set(key, addRow(needs.get(key) ?? emptyNeed(row), row));
  }
  return [...needs.values()];
}

function emptyNeed({ kind, mine, newest, oldest }: InboxRow): Need {
  const none = { centres: [], centreCount: 0, days: [], dayCount: 0, lines: 0, amounts: [] };
  return { kind, mine, businessDate: newest, from: oldest, ...none };
}

/**
 * A need has one row for each currency. A centre has one currency, so that no centre is in two of
 * its rows.
 */
function addRow(need: Need, row: InboxRow): Need {
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
