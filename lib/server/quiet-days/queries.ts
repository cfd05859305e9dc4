import "server-only";

/** Lists the rules for quiet days, without their seeds. */
import type { QuietCentre, QuietRules } from "@/lib/contracts/quiet-days";
import { type CentreClock, computeBusinessDate } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { type Sql, sql } from "../db/sql";

export async function listQuietRules({ centreIds }: Scope<"tolerance:view">): Promise<QuietRules> {
  return { centres: await listQuietCentres(sql, centreIds) };
}

type CentreRecord = Omit<QuietCentre, "today" | "rule"> &
  CentreClock & {
    version: number | null;
    isOn: boolean | null;
    samplePercent: number | null;
    validFrom: string | null;
    by: string | null;
    at: Date | null;
  };

/** `centreIds` of null are all centres. */
export async function listQuietCentres(
  inside: Sql,
  centreIds: readonly string[] | null,
): Promise<QuietCentre[]> {
  const rows = await inside<CentreRecord>(
    `SELECT c.id AS "centreId", c.name AS "centreName", c.time_zone AS "timeZone",
            c.day_starts_at AS "dayStartsAt", q.version, q.is_on AS "isOn",
            q.sample_percent AS "samplePercent", q.valid_from AS "validFrom", u.name AS by,
            q.created_at AS at
       FROM centre c
       LEFT JOIN LATERAL (
         SELECT * FROM quiet_rule r WHERE r.centre_id = c.id ORDER BY r.version DESC LIMIT 1
       ) q ON true
       LEFT JOIN "user" u ON u.id = q.created_by_id
      WHERE $1::text[] IS NULL OR c.id = ANY ($1::text[])
      ORDER BY c.name, c.id`,
    [centreIds],
  );
  const now = Date.now();
  return rows.map((row) => ({
    centreId: row.centreId,
    centreName: row.centreName,
    today: computeBusinessDate(now, row),
    rule: toRule(row),
  }));
}

/** All of them are null where a centre has no rule. */
function toRule({ version, isOn, samplePercent, validFrom, by, at }: CentreRecord) {
  if (version === null || isOn === null || samplePercent === null) return null;
  if (validFrom === null || at === null) return null;
  return { version, isOn, samplePercent, validFrom, by, at: at.toISOString() };
}
