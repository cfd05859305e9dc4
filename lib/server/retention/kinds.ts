import "server-only";

/**
 * Where each kind of data is that is deleted after some days: how much there is, how much is older,
 * and how some of that is deleted. Only rows are listed that no figure, count, signature or entry
 * of the trail refers to, and of those only the ones that are over. Cash sheets lose their content
 * alone.
 */
import type { RetentionKind } from "@/lib/domain/retention";
import { type Measured, removing, type RetainedKind } from "./kind";
import { RETAINED_WORK } from "./kinds-of-work";
import { removeMails, removeSessions } from "./removals";
import { SUPERSEDED_SHEETS } from "./superseded-sheets";

export const RETAINED: Readonly<Record<RetentionKind, RetainedKind>> = {
  sessions: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(started_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE started_at < now() - make_interval(days => $1::int)))::int AS due
           FROM sign_in_session`,
        [days],
      ),
    remove: removeSessions,
  },
  "security-counts": {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(first_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE day < ((now() AT TIME ZONE 'UTC')::date - $1::int)::text))::int AS due
           FROM security_count`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `DELETE FROM security_count WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM security_count
            WHERE day < ((now() AT TIME ZONE 'UTC')::date - $1::int)::text
              AND noted_events >= events
            ORDER BY day LIMIT $2::int FOR UPDATE SKIP LOCKED))
         RETURNING 1 AS one`,
        [days, rowsMax],
      ),
    ),
  },
  "token-addresses": {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(last_used_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE last_used_at < now() - make_interval(days => $1::int)))::int AS due
           FROM api_token WHERE last_used_from IS NOT NULL`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `UPDATE api_token SET last_used_from = NULL WHERE id IN (
           SELECT id FROM api_token
            WHERE last_used_from IS NOT NULL
              AND last_used_at < now() - make_interval(days => $1::int)
            LIMIT $2::int FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [days, rowsMax],
      ),
    ),
  },
  // Who was shown the link of a signatory stands beside the signature, and stays.
  links: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(created_at) AS "oldestAt",
                (count(*) FILTER (WHERE coalesce(used_at, expires_at)
                  < now() - make_interval(days => $1::int)))::int AS due
           FROM invitation WHERE used_at IS NULL OR shown_to_id IS NULL`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `DELETE FROM invitation WHERE token_hash IN (
           SELECT token_hash FROM invitation
            WHERE (used_at IS NULL OR shown_to_id IS NULL)
              AND coalesce(used_at, expires_at) < now() - make_interval(days => $1::int)
            LIMIT $2::int FOR UPDATE SKIP LOCKED)
         RETURNING user_id`,
        [days, rowsMax],
      ),
    ),
  },
  requests: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(requested_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE decided_at < now() - make_interval(days => $1::int)))::int AS due
           FROM access_request WHERE outcome IS NOT NULL`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `DELETE FROM access_request WHERE id IN (
           SELECT id FROM access_request
            WHERE outcome IS NOT NULL AND decided_at < now() - make_interval(days => $1::int)
            LIMIT $2::int FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [days, rowsMax],
      ),
    ),
  },
  // While its day is open, the notice prevents that its reader is notified again.
  notices: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(made_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE made_at < now() - make_interval(days => $1::int)
                    AND NOT EXISTS (
                      SELECT FROM reconciliation d
                       WHERE d.centre_id = n.centre_id AND d.business_date = n.business_date
                         AND d.state <> 'closed')))::int AS due
           FROM notice n`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `DELETE FROM notice WHERE id IN (
           SELECT id FROM notice n
            WHERE made_at < now() - make_interval(days => $1::int)
              AND NOT EXISTS (
                SELECT FROM reconciliation d
                 WHERE d.centre_id = n.centre_id AND d.business_date = n.business_date
                   AND d.state <> 'closed')
            ORDER BY made_at LIMIT $2::int FOR UPDATE OF n SKIP LOCKED)
         RETURNING id`,
        [days, rowsMax],
      ),
    ),
  },
  mails: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(created_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE ended_at < now() - make_interval(days => $1::int)))::int AS due
           FROM mail WHERE state <> 'queued'`,
        [days],
      ),
    remove: removeMails,
  },
  "superseded-sheets": SUPERSEDED_SHEETS,
  ...RETAINED_WORK,
};
