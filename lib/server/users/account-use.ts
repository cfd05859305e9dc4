import "server-only";
import { IS_ENABLED } from "../db/enabled-account";

/**
 * When somebody used an account last: signed in, sent a request of a session, or used an API token.
 * Rows of sessions are deleted after a month, and the last use is retained then in `user_activity`.
 */

/** When user `u` signed in last. */
export const SIGNED_IN_AT = `
  greatest((SELECT signed_in_at FROM user_activity a WHERE a.user_id = u.id),
           (SELECT max(s.started_at) FROM sign_in_session s
             WHERE s.user_id = u.id AND s.awaits IS NULL))`;

/** When user `u` did anything last. */
export const USED_AT = `
  greatest((SELECT used_at FROM user_activity a WHERE a.user_id = u.id),
           (SELECT max(s.seen_at) FROM sign_in_session s
             WHERE s.user_id = u.id AND s.awaits IS NULL),
           (SELECT max(t.last_used_at) FROM api_token t WHERE t.user_id = u.id))`;

/** An account that was never used is dormant once it is as old. `days` is a parameter, as "$3". */
export function isDormant(days: string): string {
  return `(${IS_ENABLED}
    AND coalesce(${USED_AT}, u.created_at) < now() - make_interval(days => ${days}::int))`;
}

/** How many API tokens of user `u` work. */
export const OPEN_TOKENS = `
  (SELECT count(*)::int FROM api_token t
    WHERE t.user_id = u.id AND t.revoked_at IS NULL
      AND (t.expires_at IS NULL OR t.expires_at > now()))`;
