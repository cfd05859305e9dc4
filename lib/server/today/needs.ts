import "server-only";

/** What is short, over, not counted, not reported or failed, one need for each kind and date. */
import type { Freshness } from "@/lib/contracts/reconciliation";
import type { Need } from "@/lib/contracts/today";
import { minor } from "@/lib/domain/money";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/queries-freshness";
import { dayConditions, newValues } from "../reconciliations/search-sql";

const CENTRES_SHOWN_MAX = 50;
const KINDS: readonly Need["kind"][] = ["failed", "short", "over", "uncounted", "unexpected"];

type NeedRecord = {
  kind: Exclude<Need["kind"], "failed">;
  business_date: string;
  currency: string;
  lines: string;
  amount: string;
  centres: string;
  ids: string[];
  names: string[];
};

export async function listNeeds(span: Span, failures: Freshness["failures"]): Promise<Need[]> {
  const needs = new Map<string, Need>();
  for (const row of await listOpen(span)) {
    const need = needFor(needs, row.kind, row.business_date);
    need.lines += Number(row.lines);
    need.amounts.push({ currency: row.currency, amountMinor: minor(Number(row.amount)) });
    need.centreCount = (need.centreCount ?? 0) + Number(row.centres);
    const named = row.ids.map((id, at) => ({ id, name: row.names[at] ?? id }));
    need.centres = [...need.centres, ...named].slice(0, CENTRES_SHOWN_MAX);
  }
  for (const { centreId: id, centreName: name, to } of failures) {
    const need = needFor(needs, "failed", to < span.to ? to : span.to);
    if (need.centres.some((centre) => centre.id === id)) continue;
    need.centreCount = (need.centreCount ?? 0) + 1;
    if (need.centres.length < CENTRES_SHOWN_MAX) need.centres.push({ id, name });
  }
  return [...needs.values()].toSorted(
    (one, other) =>
      KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
      other.businessDate.localeCompare(one.businessDate),
  );
}

/** Days that someone has reviewed no longer need anybody here. Largest money first. */
async function listOpen(span: Span): Promise<NeedRecord[]> {
  const values = newValues();
  const filter = { ...span, tenderId: [], verdict: [], differencesOnly: false };
  return sql<NeedRecord>(
    `SELECT n.kind, d.business_date, d.currency, sum(n.lines) AS lines, sum(n.amount) AS amount,
            count(*) AS centres,
            (array_agg(c.id ORDER BY abs(n.amount) DESC, c.id))[:${CENTRES_SHOWN_MAX}] AS ids,
            (array_agg(c.name ORDER BY abs(n.amount) DESC, c.id))[:${CENTRES_SHOWN_MAX}] AS names
       FROM reconciliation d
       JOIN centre c ON c.id = d.centre_id
      CROSS JOIN LATERAL (VALUES
        ('short', d.short_lines, d.short_minor),
        ('over', d.over_lines, d.over_minor),
        ('uncounted', d.uncounted_lines, d.uncounted_minor),
        ('unexpected', d.unexpected_lines, d.unexpected_minor)
      ) AS n (kind, lines, amount)
      WHERE ${dayConditions(filter, values)} AND d.state = 'open' AND n.lines > 0
        AND d.short_lines + d.over_lines + d.uncounted_lines + d.unexpected_lines > 0
      GROUP BY 1, 2, 3 ORDER BY 1, 2, abs(sum(n.amount)) DESC`,
    values.list,
  );
}

function needFor(needs: Map<string, Need>, kind: Need["kind"], businessDate: string): Need {
  const key = `${kind} ${businessDate}`;
  const need = needs.get(key) ?? { kind, businessDate, centres: [], lines: 0, amounts: [] };
  needs.set(key, need);
  return need;
}
