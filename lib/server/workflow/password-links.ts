import "server-only";

/**
 * Finds out whether somebody else was shown the link with which the password of a signatory was
 * set. Then four eyes may have been two.
 */

/** For a move `m`: the latest such link before it, as an object; null: there was none. */
export const PASSWORD_LINK = `
  (SELECT json_build_object('by', coalesce(b.name, ''),
            'at', to_char(i.used_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     FROM invitation i LEFT JOIN "user" b ON b.id = i.shown_to_id
    WHERE i.user_id = m.actor_id AND i.used_at <= m.moved_at AND i.shown_to_id IS NOT NULL
    ORDER BY i.used_at DESC, i.token_hash LIMIT 1)`;
