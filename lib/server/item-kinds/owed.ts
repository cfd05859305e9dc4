import "server-only";

/** Reads what centres owe for tips and gift cards from the sums of their months. */
import type { OwedFigures, OwedList, OwedSearch } from "@/lib/contracts/owed";
import { monthEnd } from "@/lib/domain/business-date";
import { sumOwed } from "@/lib/domain/item-kind/sum-owed";
import { NO_NARROWING } from "@/lib/domain/line-filter";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { scopedFilter } from "../line-search/scoped-filter";

type OwedRecord = {
  centreId: string;
  centreName: string;
  currency: string;
  since: string;
  tips: StoredSums;
  giftCards: StoredSums;
};
type StoredSums = {
  before: number;
  in: number;
  out: number;
  unknown: number;
  unknownBefore: number;
};

export async function listOwed(
  scope: Scope<"reconciliation:view">,
  { month, nodeId }: OwedSearch,
): Promise<OwedList> {
  const to = monthEnd(`${month}-01`);
  // What was owed before belongs to a centre wherever it was then.
  const filter = { ...NO_NARROWING, centreIds: [], nodeIds: nodeId, from: to, to };
  const { centreIds } = await scopedFilter(scope, filter);
  const records = await sql<OwedRecord>(
    `SELECT s.centre_id AS "centreId", c.name AS "centreName", s.currency,
            least((SELECT min(d.business_date) FROM reconciliation d
                    WHERE d.centre_id = s.centre_id AND d.currency = s.currency),
                  CASE WHEN s.first < left(archived_until(), 7) THEN s.first || '-01' END)
              AS since,
            s.tips, s."giftCards"
       FROM (SELECT t.centre_id, t.currency, min(t.period) AS first, ${sumsOf("tips")} AS tips,
                    ${sumsOf("gift_cards")} AS "giftCards"
               FROM variance_total t
              WHERE t.level = 'month' AND t.period <= $1
                AND ($2::text[] IS NULL OR t.centre_id = ANY ($2))
              GROUP BY t.centre_id, t.currency
             HAVING sum(t.tips_in_minor + t.tips_out_minor + t.tips_unknown + t.gift_cards_in_minor
                      + t.gift_cards_out_minor + t.gift_cards_unknown) > 0) s
       JOIN centre c ON c.id = s.centre_id
      ORDER BY c.name, s.centre_id, s.currency`,
    [month, centreIds],
  );
  const rows = records.map(({ tips, giftCards, ...row }) => ({
    ...row,
    tips: toFigures(tips),
    giftCards: toFigures(giftCards),
  }));
  return { rows, totals: sumOwed(rows) };
}

/** Sums stay below what a number of JSON has exactly, as those of days do. */
function sumsOf(kind: string): string {
  const within = "FILTER (WHERE t.period = $1)";
  const before = "FILTER (WHERE t.period < $1)";
  return `jsonb_build_object(
    'before', coalesce(sum(t.${kind}_in_minor - t.${kind}_out_minor) ${before}, 0),
    'in', coalesce(sum(t.${kind}_in_minor) ${within}, 0),
    'out', coalesce(sum(t.${kind}_out_minor) ${within}, 0),
    'unknown', coalesce(sum(t.${kind}_unknown) ${within}, 0),
    'unknownBefore', coalesce(sum(t.${kind}_unknown) ${before}, 0))`;
}

/** An amount that is not provided makes every figure unknown of which it is a part. */
function toFigures({ before, unknown, unknownBefore, ...sums }: StoredSums): OwedFigures {
  const isKnown = unknown === 0;
  const wasKnown = unknownBefore === 0;
  return {
    beforeMinor: wasKnown ? before : null,
    inMinor: isKnown ? sums.in : null,
    outMinor: isKnown ? sums.out : null,
    afterMinor: isKnown && wasKnown ? before + sums.in - sums.out : null,
    unknown,
  };
}
