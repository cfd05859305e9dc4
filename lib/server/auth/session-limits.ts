import "server-only";

/**
 * The limits of sessions that administrators set. They are read with the session itself, on every
 * request, so that a change applies at once to sessions that are open.
 */
import { USUAL_SESSION_LIMITS } from "@/lib/domain/security/session-limits";

export const SESSION_LIMITS_SETTING = "session-limits";

const { idleMinutes, absoluteHours, freshMinutes } = USUAL_SESSION_LIMITS;

/** A relation of one row, `l`; what nobody has changed is as supplied. */
export const SESSION_LIMITS = `
  (SELECT coalesce((x.value ->> 'idleMinutes')::int, ${idleMinutes}) * 60 AS idle_seconds,
          coalesce((x.value ->> 'absoluteHours')::int, ${absoluteHours}) * 3600 AS absolute_seconds,
          CASE WHEN x.value ? 'freshMinutes' THEN (x.value ->> 'freshMinutes')::int
               ELSE ${freshMinutes} END * 60 AS fresh_seconds
     FROM (SELECT 1) one LEFT JOIN setting x ON x.name = '${SESSION_LIMITS_SETTING}') l`;
