import "server-only";

/** What is short, over, not counted, not reported or failed, one need for each kind and date. */
import type { Failure } from "@/lib/domain/failure-groups";
import { type Need, NEEDS } from "@/lib/contracts/today";
import { minor } from "@/lib/domain/money";
import { sqlOfCentres } from "../line-search/few-centres";
import type { Span } from "../reconciliations/freshness";
import { dayConditions, newValues } from "../line-search/conditions";

const CENTRES_SHOWN_MAX = 50;

type NeedRecord = {
  kind: "short" | "over" | "uncounted" | "unexpected";
  business_date: string;
  currency: string;
  lines: string;
  amount: string;
  centres: string;
  ids: string[];
  names: string[];
};

export async function listNeeds(span: Span, failures: readonly Failure[]): Promise<Need[]> {
  const needs = new Map<string, Need>();
  for (const row of await listUnsettled(span)) {
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
  return [...needs.values()];
}

/** The most urgent first, and of one kind the newest. */
export function sortNeeds(needs: readonly Need[]): Need[] {
  return needs.toSorted(
    (one, other) =>
      NEEDS.indexOf(one.kind) - NEEDS.indexOf(other.kind) ||
      other.businessDate.localeCompare(one.businessDate),
  );
}

/** What is explained, waived or reviewed needs nobody here any more. Largest money first. */
async function listUnsettled(span: Span): Promise<NeedRecord[]> {
  const values = newValues();
  return sqlOfCentres(span.centreIds)<NeedRecord>(
    `SELECT n.kind, d.business_date, d.currency, sum(n.lines) AS lines, sum(n.amount) AS amount,
            count(*) AS centres,
            (array_agg(c.id ORDER BY abs(n.amount) DESC, c.id))[:${CENTRES_SHOWN_MAX}] AS ids,
            (array_agg(c.name ORDER BY abs(n.amount) DESC, c.id))[:${CENTRES_SHOWN_MAX}] AS names
       FROM reconciliation d
       JOIN centre c ON c.id = d.centre_id
      CROSS JOIN LATERAL (VALUES
        ('short', d.short_lines, d.short_minor, d.unexplained_lines),
        ('over', d.over_lines, d.over_minor, d.unexplained_lines),
        ('uncounted', d.uncounted_lines, d.uncounted_minor, d.unwaived_lines),
        ('unexpected', d.unexpected_lines, d.unexpected_minor, d.unexplained_lines)
      ) AS n (kind, lines, amount, unsettled)
      WHERE ${dayConditions(span, values)} AND d.state = 'open' AND n.lines > 0
        AND n.unsettled > 0 AND d.unexplained_lines + d.unwaived_lines > 0
      GROUP BY 1, 2, 3 ORDER BY 1, 2, abs(sum(n.amount)) DESC`,
    values.list,
  );
}

function needFor(needs: Map<string, Need>, kind: Need["kind"], businessDate: string): Need {
  const key = `${kind} ${businessDate}`;
  const none = { centres: [], lines: 0, amounts: [], mine: true };
  const need = needs.get(key) ?? { kind, businessDate, ...none };
  needs.set(key, need);
  return need;
}
