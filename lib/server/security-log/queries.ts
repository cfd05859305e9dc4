import "server-only";

/** Reads the counts of security events, added up over the days of a period. */
import type { SecurityCounts, SecuritySearch } from "@/lib/contracts/security";
import type { Scope } from "@/lib/domain/permission";
import { isRefusal, SECURITY_KINDS, type SecurityKind } from "@/lib/domain/security/events";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { storeSecurityCounts } from "./store";

const ROWS_MAX = 500;

type Row = {
  kind: SecurityKind;
  personId: string;
  personName: string | null;
  address: string;
  events: number;
  firstAt: Date;
  lastAt: Date;
};

/** What this instance has counted is stored first, so that the list has the last minute too. */
export async function listSecurityCounts(
  { centreIds }: Scope<"security:administer">,
  { days, show }: SecuritySearch,
): Promise<SecurityCounts> {
  if (centreIds !== null) {
    throw new AppError("FORBIDDEN", "The security log is for administrators of every centre.");
  }
  await storeSecurityCounts();
  const rows = await sql<Row>(
    `SELECT s.kind, s.person_id AS "personId", u.name AS "personName", s.address,
            sum(s.events)::int AS "events", min(s.first_at) AS "firstAt", max(s.last_at) AS "lastAt"
       FROM security_count s LEFT JOIN "user" u ON u.id::text = s.person_id
      WHERE s.day > (((now() AT TIME ZONE 'UTC')::date - $1::int)::text)
        AND s.kind = ANY ($2::text[])
      GROUP BY s.kind, s.person_id, u.name, s.address
      ORDER BY max(s.last_at) DESC, s.kind, s.person_id, s.address LIMIT $3`,
    [Number(days), kindsOf(show), ROWS_MAX + 1],
  );
  return { counts: rows.slice(0, ROWS_MAX).map(buildCount), isCut: rows.length > ROWS_MAX };
}

function kindsOf(show: SecuritySearch["show"]): SecurityKind[] {
  if (show === "everything") return [...SECURITY_KINDS];
  return SECURITY_KINDS.filter((kind) => isRefusal(kind) === (show === "refusals"));
}

function buildCount({ personId, personName, address, ...row }: Row) {
  return {
    kind: row.kind,
    person: personName === null ? null : { id: personId, name: personName },
    address: address === "" || address === "unknown" ? null : address,
    events: row.events,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
  };
}
