import "server-only";

/** Tells how far the set-up of a new installation is, from what is stored. */
import type { FirstDayFacts } from "@/lib/domain/first-day";
import type { Scope } from "@/lib/domain/permission";
import { IS_SET_UP } from "../auth/set-up-account";
import { cashrec } from "../cashrec/connection";
import { IS_ENABLED } from "../db/enabled-account";
import { sql } from "../db/sql";
import { isOfCentres, sqlOfCentres } from "../line-search/few-centres";

type Counts = Omit<FirstDayFacts, "connection" | "people"> & { invited: number; active: number };

export async function getFirstDay(scope: Scope<"centre:administer">): Promise<FirstDayFacts> {
  const [client, [counts]] = await Promise.all([cashrec(), count(scope.actorId)]);
  if (counts === undefined) throw new Error("A statement without FROM returns one row.");
  const { invited, active, ...rest } = counts;
  return { ...rest, people: { invited, active }, connection: client.connectionWord() };
}

/** Of floats and rules the latest version decides, which may withdraw what was agreed before. */
function count(actorId: string): Promise<Counts[]> {
  return sql<Counts>(
    `SELECT (SELECT count(*)::int FROM centre) AS centres,
            (SELECT count(*)::int FROM "user" u
              WHERE u.id <> $1::uuid AND ${IS_ENABLED} AND NOT ${IS_SET_UP}) AS invited,
            (SELECT count(*)::int FROM "user" u
              WHERE u.id <> $1::uuid AND ${IS_ENABLED} AND ${IS_SET_UP}) AS active,
            (SELECT count(DISTINCT centre_id)::int
               FROM (SELECT DISTINCT ON (centre_id, till_id) centre_id, amount_minor
                       FROM agreed_float ORDER BY centre_id, till_id, version DESC) f
              WHERE amount_minor IS NOT NULL) AS floats,
            (SELECT count(*)::int
               FROM (SELECT DISTINCT ON (centre_id, tender_id, currency) withdrawn
                       FROM tolerance_rule
                      ORDER BY centre_id, tender_id, currency, version DESC) r
              WHERE NOT withdrawn) AS rules,
            EXISTS (SELECT FROM cash_sheet) AS "isRead",
            EXISTS (SELECT FROM sync WHERE state IN ('pending', 'running')) AS "isReading"`,
    [actorId],
  );
}

/** Tells whether nothing is stored of these centres: neither a cash sheet nor a count. */
export async function isNeverRead(centreIds: readonly string[] | null): Promise<boolean> {
  const isOfReader = isOfCentres(centreIds)("centre_id");
  const [row] = await sqlOfCentres(centreIds)<{ isStored: boolean }>(
    `SELECT EXISTS (SELECT FROM cash_sheet WHERE ${isOfReader})
            OR EXISTS (SELECT FROM reconciliation WHERE ${isOfReader}) AS "isStored"`,
    [centreIds],
  );
  return row?.isStored !== true;
}
