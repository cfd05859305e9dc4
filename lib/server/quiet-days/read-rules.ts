import "server-only";

/** Reads the rules for quiet days: those of centres and of nodes, and the nearest of a day. */
import {
  createNearestLookup,
  type NearestLookup,
  type ScopedVersion,
} from "@/lib/domain/organisation/nearest";
import type { Sql } from "../db/sql";
import { readPathsWhereUsed } from "../recompute/read-paths";

/** A rule that is off, or was withdrawn, has no seed. */
export type QuietRuleVersion = ScopedVersion & {
  isOn: boolean;
  samplePercent: number;
  seed: string | null;
  by: string | null;
  at: Date;
};

type StoredQuietRules = {
  versions: QuietRuleVersion[];
  ruleOf: NearestLookup<QuietRuleVersion>;
};

/** Reads what may decide days of these centres: their own rules, and those of every node. */
export async function readQuietRules(
  sql: Sql,
  centreIds: readonly string[],
): Promise<StoredQuietRules> {
  const versions = await sql<QuietRuleVersion>(
    `SELECT q.centre_id AS "scopeId", q.version, q.is_on AS "isOn",
            q.sample_percent AS "samplePercent", q.seed, q.withdrawn,
            q.valid_from AS "validFrom", u.name AS by, q.created_at AS at
       FROM quiet_rule q LEFT JOIN "user" u ON u.id = q.created_by_id
      WHERE q.centre_id = ANY ($1::text[]) OR starts_with(q.centre_id, '@')`,
    [centreIds],
  );
  const scopes = versions.map(({ scopeId }) => scopeId);
  const pathOf = await readPathsWhereUsed(sql, centreIds, scopes);
  return { versions, ruleOf: createNearestLookup(versions, pathOf) };
}

/** Maps each scope that ever had a rule to its latest version. */
export function findLatest(versions: readonly QuietRuleVersion[]): Map<string, QuietRuleVersion> {
  const latest = new Map<string, QuietRuleVersion>();
  for (const one of versions) {
    if (one.version > (latest.get(one.scopeId)?.version ?? 0)) latest.set(one.scopeId, one);
  }
  return latest;
}
