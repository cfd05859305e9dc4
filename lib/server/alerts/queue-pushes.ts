import "server-only";

/**
 * Gathers what a person has not read into one message for each of their devices, unless it is quiet
 * where they are. The morning's digest is read in the inbox or by mail.
 */
import { isQuiet, type QuietHours } from "@/lib/domain/notice/clock";
import { sql } from "../db/sql";

/** What is older was not read in time anyway. */
const RECENT = "1 day";

const UNSENT = `n.pushed_at IS NULL AND n.read_at IS NULL AND n.kind <> 'digest'
        AND n.made_at > now() - interval '${RECENT}'`;

/** Returns how many messages wait now that did not before. */
export async function queuePushes(now: number): Promise<number> {
  // Whoever had all of their sessions ended is not notified on the devices of before.
  await sql(
    `DELETE FROM push_device d USING "user" u
      WHERE u.id = d.user_id AND (u.disabled_at IS NOT NULL
            OR u.session_version <> d.session_version)`,
  );
  const people = await sql<QuietHours & { userId: string }>(
    `SELECT DISTINCT d.user_id::text AS "userId", s.quiet_from AS "quietFrom",
            s.quiet_to AS "quietTo", coalesce(s.time_zone, 'UTC') AS "timeZone"
       FROM push_device d LEFT JOIN notice_settings s ON s.user_id = d.user_id
      WHERE EXISTS (SELECT FROM notice n
                     WHERE n.user_id = d.user_id AND n.made_at >= d.added_at AND ${UNSENT})`,
  );
  const awake = people.filter((person) => !isQuiet(now, person)).map(({ userId }) => userId);
  if (awake.length === 0) return 0;
  const rows = await sql(
    `WITH fresh AS (
       UPDATE notice n SET pushed_at = now()
        WHERE n.user_id = ANY ($1::uuid[]) AND ${UNSENT}
          AND EXISTS (SELECT FROM push_device d
                       WHERE d.user_id = n.user_id AND d.added_at <= n.made_at)
       RETURNING n.id, n.user_id, n.made_at)
     INSERT INTO push_message (id, device_id, notice_ids)
     SELECT gen_random_uuid(), d.id, array_agg(f.id)
       FROM fresh f JOIN push_device d ON d.user_id = f.user_id AND d.added_at <= f.made_at
      GROUP BY d.id RETURNING id`,
    [awake],
  );
  return rows.length;
}
