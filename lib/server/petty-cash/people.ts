import "server-only";

/** Lists who may pay out of a fund: everyone who counts in its centre. */
import { EVERYWHERE, rolesWith } from "@/lib/domain/permission";
import { IS_SET_UP } from "../auth/set-up-account";
import { IS_ENABLED } from "../db/enabled-account";
import type { Sql } from "../db/sql";

const PEOPLE_MAX = 200;

export async function listFundPeople(
  sql: Sql,
  centreId: string,
): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }>(
    `SELECT u.id::text AS id, u.name
       FROM "user" u JOIN granted_role m ON m.user_id = u.id
      WHERE m.centre_id IN ($1, '${EVERYWHERE}') AND m.role = ANY($2::text[])
        AND ${IS_ENABLED} AND ${IS_SET_UP}
      GROUP BY u.id, u.name
      ORDER BY bool_or(m.centre_id = $1) DESC, u.name, u.id LIMIT ${PEOPLE_MAX}`,
    [centreId, rolesWith("till-count:record")],
  );
}
