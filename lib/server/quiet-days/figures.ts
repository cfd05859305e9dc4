import "server-only";

/**
 * Counts, for each centre, the days of a span that the rule reviewed, and what became of those that
 * it left to a person at random.
 */
import type { QuietDays, QuietDaysSearch } from "@/lib/contracts/quiet-days";
import type { Scope } from "@/lib/domain/permission";
import { minor } from "@/lib/domain/money";
import { type QuietCounts, sumQuietFigures } from "@/lib/domain/workflow/quiet-figures";
import { refuseArchived } from "../db/archived";
import { sql } from "../db/sql";

export async function getQuietDays(
  { centreIds }: Scope<"tolerance:view">,
  { from, to, limit }: Pick<QuietDaysSearch, "from" | "to" | "limit">,
): Promise<QuietDays> {
  await refuseArchived(from);
  const rows = await sql<FiguresRecord>(FIGURES, [centreIds, from, to]);
  const figures = rows.map(({ found, ...row }) => ({ ...row, found: minor(Number(found)) }));
  const { found, ...total } = sumQuietFigures(figures);
  return {
    from,
    to,
    centres: figures
      .slice(0, limit)
      .map(({ found: foundMinor, ...centre }) => ({ ...centre, foundMinor })),
    total: {
      ...total,
      found: found.map(({ currency, days, net }) => ({ currency, days, netMinor: net })),
    },
  };
}

type FiguresRecord = QuietCounts & { centreId: string; currency: string; found: string };

const FIGURES = `
  SELECT c.id AS "centreId", c.currency,
         (count(*) FILTER (WHERE y.outcome = 'certified'))::int AS certified,
         (coalesce(sum(y.lines) FILTER (WHERE y.outcome = 'certified'), 0))::int
           AS "certifiedLines",
         (count(*) FILTER (WHERE y.outcome = 'sampled'))::int AS sampled,
         (count(*) FILTER (WHERE y.became = 'waiting'))::int AS waiting,
         (count(*) FILTER (WHERE y.became = 'unchanged'))::int AS unchanged,
         (count(*) FILTER (WHERE y.became = 'explained'))::int AS explained,
         (count(*) FILTER (WHERE y.became = 'changed'))::int AS changed,
         coalesce(sum(y.net - y.net_minor) FILTER (WHERE y.became = 'changed'), 0)::bigint AS found
    FROM (
      SELECT q.centre_id, q.outcome, q.lines, q.net_minor, d.short_minor + d.over_minor AS net,
             CASE
               WHEN q.outcome = 'certified' THEN NULL
               WHEN d.short_minor + d.over_minor <> q.net_minor OR EXISTS (
                 SELECT FROM recount_request r
                  WHERE r.centre_id = q.centre_id AND r.business_date = q.business_date
                    AND r.requested_at > q.decided_at) THEN 'changed'
               WHEN EXISTS (
                 SELECT FROM explanation e
                  WHERE e.centre_id = q.centre_id AND e.business_date = q.business_date
                    AND e.kind <> 'withdrawn' AND e.created_at > q.decided_at) THEN 'explained'
               WHEN d.state = 'open' THEN 'waiting'
               ELSE 'unchanged' END AS became
        FROM quiet_day q JOIN reconciliation d USING (centre_id, business_date)
       WHERE ($1::text[] IS NULL OR q.centre_id = ANY ($1::text[]))
         AND q.business_date BETWEEN $2 AND $3
    ) y JOIN centre c ON c.id = y.centre_id
   GROUP BY c.id, c.currency, c.name
   ORDER BY c.name, c.id`;
