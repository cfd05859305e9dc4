import "server-only";

/** Sums up a business date in the centres of one reader: how many, how much, and the largest. */
import { minor, type Minor } from "@/lib/domain/money";
import { type Actor, proveAnywhere } from "@/lib/domain/permission";
import { sql } from "../db/sql";

const LARGEST_MAX = 5;

export type Digest = {
  centres: number;
  /** Centres whose every line is counted or waived, and whose day is not closed yet. */
  counted: number;
  open: number;
  withoutSheet: number;
  net: { currency: string; amountMinor: Minor }[];
  largest: { centreName: string; href: string; currency: string; amountMinor: Minor }[];
};

/** Null for somebody who may see the figures of no centre. */
export async function readDigest(actor: Actor, businessDate: string): Promise<Digest | null> {
  const scope = proveAnywhere(actor, "reconciliation:view");
  if (scope === null) return null;
  const values = [scope.centreIds, businessDate];
  const [[counts], net, largest] = await Promise.all([
    sql<{ centres: number; counted: number; open: number; withoutSheet: number }>(
      `SELECT count(*)::int AS centres,
              (count(*) FILTER (
                WHERE d.sheet_version > 0 AND d.unwaived_lines = 0))::int AS counted,
              (count(*) FILTER (WHERE d.sheet_version > 0 AND d.state <> 'closed'))::int AS open,
              (count(*) FILTER (WHERE coalesce(d.sheet_version, 0) = 0))::int AS "withoutSheet"
         FROM centre c
         LEFT JOIN reconciliation d ON d.centre_id = c.id AND d.business_date = $2
        WHERE $1::text[] IS NULL OR c.id = ANY ($1::text[])`,
      values,
    ),
    sql<{ currency: string; net: string }>(
      `SELECT currency, sum(short_minor + over_minor) AS net FROM reconciliation
        WHERE business_date = $2 AND ($1::text[] IS NULL OR centre_id = ANY ($1::text[]))
        GROUP BY currency ORDER BY currency`,
      values,
    ),
    sql<{ centreId: string; centreName: string; currency: string; net: string }>(
      `SELECT d.centre_id AS "centreId", c.name AS "centreName", d.currency,
              d.short_minor + d.over_minor AS net
         FROM reconciliation d JOIN centre c ON c.id = d.centre_id
        WHERE d.business_date = $2 AND ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
          AND d.short_minor + d.over_minor <> 0
        ORDER BY abs(d.short_minor + d.over_minor) DESC, c.name, c.id LIMIT ${LARGEST_MAX}`,
      values,
    ),
  ]);
  return {
    ...(counts ?? { centres: 0, counted: 0, open: 0, withoutSheet: 0 }),
    net: net.map((row) => ({ currency: row.currency, amountMinor: minor(Number(row.net)) })),
    largest: largest.map(({ centreId, centreName, currency, net: amount }) => ({
      centreName,
      currency,
      href: `/reconciliations/${encodeURIComponent(centreId)}/${businessDate}`,
      amountMinor: minor(Number(amount)),
    })),
  };
}
