import "server-only";

/**
 * Reads what centres owe for tips and gift cards from the rows of their days, which are written
 * with their lines.
 */
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
  const from = `${month}-01`;
  const to = monthEnd(from);
  // What was owed before belongs to a centre wherever it was then.
  const filter = { ...NO_NARROWING, centreIds: [], nodeIds: nodeId, from: to, to };
  const { centreIds } = await scopedFilter(scope, filter);
  const records = await sql<OwedRecord>(
    `SELECT d.centre_id AS "centreId", c.name AS "centreName", d.currency,
            min(d.business_date) AS since, ${sumsOf("tips")} AS tips,
            ${sumsOf("gift_cards")} AS "giftCards"
       FROM reconciliation d JOIN centre c ON c.id = d.centre_id
      WHERE d.business_date <= $2 AND ($3::text[] IS NULL OR d.centre_id = ANY ($3))
      GROUP BY d.centre_id, c.name, d.currency
     HAVING sum(d.tips_in_minor + d.tips_out_minor + d.tips_unknown + d.gift_cards_in_minor
              + d.gift_cards_out_minor + d.gift_cards_unknown) > 0
      ORDER BY c.name, d.centre_id, d.currency`,
    [from, to, centreIds],
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
  const within = "FILTER (WHERE d.business_date >= $1)";
  const before = "FILTER (WHERE d.business_date < $1)";
  return `jsonb_build_object(
    'before', coalesce(sum(d.${kind}_in_minor - d.${kind}_out_minor) ${before}, 0),
    'in', coalesce(sum(d.${kind}_in_minor) ${within}, 0),
    'out', coalesce(sum(d.${kind}_out_minor) ${within}, 0),
    'unknown', coalesce(sum(d.${kind}_unknown) ${within}, 0),
    'unknownBefore', coalesce(sum(d.${kind}_unknown) ${before}, 0))`;
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
