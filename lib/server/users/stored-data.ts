import "server-only";

/** Counts what is stored of a person, by kind. */
import type { StoredData } from "@/lib/contracts/stored-data";
import { STORED_KINDS, type StoredKind } from "@/lib/domain/stored-data";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { ACCOUNT_STATE } from "./user-rows";

type Person = Pick<StoredData, "name" | "email" | "state"> & { createdAt: Date };
type Row = { kind: StoredKind; count: number; latestAt: Date | null };

export function getStoredData(
  _scope: Scope<"security:administer">,
  { userId }: { userId: string },
): Promise<StoredData> {
  return countStoredData(userId);
}

export function getOwnStoredData({ actorId }: Scope<"account:use">): Promise<StoredData> {
  return countStoredData(actorId);
}

async function countStoredData(userId: string): Promise<StoredData> {
  const [person] = await sql<Person>(
    `SELECT u.name, u.email, u.created_at AS "createdAt", ${ACCOUNT_STATE} AS state
       FROM "user" u WHERE u.id = $1::uuid AND u.erased_at IS NULL`,
    [userId],
  );
  if (person === undefined) throw new AppError("NOT_FOUND", "There is no such user.");
  const rows = new Map((await sql<Row>(COUNTS, [userId])).map((row) => [row.kind, row]));
  return {
    ...person,
    createdAt: person.createdAt.toISOString(),
    stored: STORED_KINDS.map((kind) => {
      const { count = 0, latestAt = null } = rows.get(kind) ?? {};
      return { kind, count, latestAt: latestAt?.toISOString() ?? null };
    }),
  };
}

const COUNTS = `
  SELECT kind, count(*)::int AS count, max(at) AS "latestAt"
    FROM (
      SELECT 'roles' AS kind, NULL::timestamptz AS at FROM membership WHERE user_id = $1::uuid
      UNION ALL SELECT 'roles', NULL FROM node_membership WHERE user_id = $1::uuid
      UNION ALL SELECT 'session', started_at FROM sign_in_session WHERE user_id = $1::uuid
      UNION ALL SELECT 'device', added_at FROM push_device WHERE user_id = $1::uuid
      UNION ALL SELECT 'token', created_at FROM api_token WHERE user_id = $1::uuid
      UNION ALL SELECT 'pin', set_at FROM counter_pin WHERE user_id = $1::uuid
      UNION ALL SELECT 'saved-view', created_at FROM saved_view WHERE user_id = $1::uuid
      UNION ALL SELECT 'notice', made_at FROM notice WHERE user_id = $1::uuid
      UNION ALL SELECT 'mail', created_at FROM mail WHERE user_id = $1::uuid
      UNION ALL SELECT 'report-file', ended_at FROM report_file WHERE user_id = $1::uuid
      UNION ALL SELECT 'till-count', counted_at FROM till_count WHERE counted_by_id = $1::uuid
      UNION ALL SELECT 'till-count', counted_at FROM opening_count WHERE counted_by_id = $1::uuid
      UNION ALL SELECT 'till-count', counted_at FROM spot_count WHERE counted_by_id = $1::uuid
      UNION ALL SELECT 'hand-over', given_at FROM hand_over WHERE given_by_id = $1::uuid
      UNION ALL SELECT 'hand-over', taken_at FROM take_over WHERE taken_by_id = $1::uuid
      UNION ALL SELECT 'explanation', created_at FROM explanation WHERE author_id = $1::uuid
      UNION ALL SELECT 'note', created_at FROM note WHERE author_id = $1::uuid
      UNION ALL SELECT 'message', written_at FROM line_message WHERE author_id = $1::uuid
      UNION ALL SELECT 'file', created_at FROM attachment WHERE author_id = $1::uuid
      UNION ALL SELECT 'file', created_at FROM petty_cash_photo WHERE author_id = $1::uuid
      UNION ALL SELECT 'move', moved_at FROM move WHERE actor_id = $1::uuid
      UNION ALL SELECT 'petty-cash', recorded_at FROM petty_cash_entry
                 WHERE recorded_by_id = $1::uuid OR paid_by_id = $1::uuid
      UNION ALL SELECT 'petty-cash', counted_at FROM petty_cash_count
                 WHERE counted_by_id = $1::uuid
      UNION ALL SELECT 'audit-entry', at FROM audit_entry WHERE actor_id = $1::uuid
    ) stored
   GROUP BY kind`;
