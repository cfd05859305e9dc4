/** The inputs of schedules, and one of somebody who also gets its file. */
import { sql } from "@/lib/server/db/sql";

type At = { centreId: string; viewId: string; userId: string; scheduleId: string; fileId: string };

const schedule = ({ centreId, viewId, userId }: At) => ({
  name: "Matrix",
  viewId,
  format: "pdf",
  period: "yesterday",
  cadence: "daily",
  atTime: "07:00",
  centreId,
  delivery: "link",
  recipientIds: [userId],
});

const ofSchedule =
  (body?: object) =>
  ({ scheduleId }: At) => ({
    centre: "none" as const,
    path: { scheduleId },
    ...(body === undefined ? {} : { body }),
  });

export const REPORT_INPUTS = {
  "POST /api/schedules": (at: At) => ({ centre: "named" as const, body: schedule(at) }),
  "PUT /api/schedules/{scheduleId}": (at: At) => ({
    centre: "named" as const,
    path: { scheduleId: at.scheduleId },
    body: { ...schedule(at), version: 1, paused: false },
  }),
  "DELETE /api/schedules/{scheduleId}": ofSchedule(),
  "PUT /api/schedules/{scheduleId}/mail": ofSchedule({ stopped: true }),
  "POST /api/schedules/{scheduleId}/runs": ofSchedule({}),
  "GET /api/report-files/{fileId}": ({ fileId }: At) => ({
    centre: "none" as const,
    path: { fileId },
  }),
};

/** It is due at no time; its file is in the history, and in no storage. */
export async function storeSchedule(
  userId: string,
  { centreId, viewId }: { centreId: string; viewId: string },
): Promise<{ scheduleId: string; fileId: string }> {
  const [row] = await sql<{ scheduleId: string; fileId: string }>(
    `WITH schedule AS (
       INSERT INTO report_schedule (id, name, author_id, view_id, page, format, period, cadence,
         at_time, centre_id, delivery, language)
       VALUES (gen_random_uuid(), 'Matrix', $1, $2, 'reconciliations', 'pdf', 'yesterday', 'daily',
         '07:00', $3, 'link', 'en') RETURNING id),
     recipient AS (
       INSERT INTO report_recipient (schedule_id, user_id) SELECT id, $1 FROM schedule),
     run AS (
       INSERT INTO report_run (id, schedule_id, occurrence, due_at, name, page, format, delivery,
         language, time_zone, query, "from", "to")
       SELECT gen_random_uuid(), id, '2026-03-02', now(), 'Matrix', 'reconciliations', 'pdf',
              'link', 'en', 'UTC', '', '2026-03-01', '2026-03-01' FROM schedule RETURNING id),
     file AS (
       INSERT INTO report_file (id, run_id, user_id, state, delivery, file_name, content_type,
         bytes, sha256, centre_ids, ended_at)
       SELECT gen_random_uuid(), id, $1, 'made', 'link', 'matrix.pdf', 'application/pdf', 1,
              repeat('0', 64), ARRAY[$3], now() FROM run RETURNING id)
     SELECT schedule.id::text AS "scheduleId", file.id::text AS "fileId" FROM schedule, file`,
    [userId, viewId, centreId],
  );
  return row ?? { scheduleId: "", fileId: "" };
}
