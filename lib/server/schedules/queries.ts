import "server-only";

/**
 * Lists schedules and their runs: one's own with everything, and of those that are addressed to the
 * reader only what concerns the reader.
 */
import type { RunList, RunRow, ScheduleRow } from "@/lib/contracts/schedule";
import type { Scope } from "@/lib/domain/permission";
import { readRetentionDays, RETENTION_SETTING } from "@/lib/domain/retention";
import { summarizeRun } from "@/lib/domain/schedule/schedule";
import { sql } from "../db/sql";
import { listViews } from "../saved-views/queries";
import { readSetting } from "../users/versioned-setting";
import { VIEW_PAGES } from "@/lib/domain/screen/saved-view";

type Reader = Scope<"reconciliation:view">;

const SCHEDULES_MAX = 500;
const RUNS_PER_PAGE = 50;
const DAY_MS = 86_400_000;

type ScheduleRecord = Omit<ScheduleRow, "recipientIds" | "viewName" | "nextAt"> & {
  nextAt: Date | null;
};

export async function listSchedules(reader: Reader): Promise<ScheduleRow[]> {
  const [rows, ...lists] = await Promise.all([
    sql<ScheduleRecord>(
      `SELECT s.id::text AS id, s.name, s.view_id::text AS "viewId", s.page, s.format, s.period,
              s.cadence, s.weekday, s.day, s.at_time AS "atTime", s.centre_id AS "centreId",
              c.name AS "centreName", c.time_zone AS "timeZone", s.delivery, s.version,
              s.paused_at IS NOT NULL AS "paused",
              CASE WHEN s.paused_at IS NULL THEN s.next_at END AS "nextAt",
              s.author_id = $1::uuid AS "mine", coalesce(a.name, '') AS "by",
              coalesce(r.users, '[]') AS "recipients",
              EXISTS (SELECT FROM report_recipient o
                       WHERE o.schedule_id = s.id AND o.user_id = $1::uuid) AS "isRecipient",
              EXISTS (SELECT FROM report_stop o
                       WHERE o.schedule_id = s.id AND o.user_id = $1::uuid) AS "isStopped"
         FROM report_schedule s
         JOIN centre c ON c.id = s.centre_id
         LEFT JOIN "user" a ON a.id = s.author_id
         LEFT JOIN LATERAL (
           SELECT json_agg(json_build_object('id', u.id, 'name', u.name)
                    ORDER BY lower(u.name), u.id) AS users
             FROM report_recipient o JOIN "user" u ON u.id = o.user_id
            WHERE o.schedule_id = s.id
              AND (s.author_id = $1::uuid OR o.user_id = $1::uuid)) r ON true
        WHERE s.removed_at IS NULL
          AND (s.author_id = $1::uuid OR EXISTS (
                SELECT FROM report_recipient o
                 WHERE o.schedule_id = s.id AND o.user_id = $1::uuid))
        ORDER BY s.author_id <> $1::uuid, lower(s.name), s.id LIMIT ${SCHEDULES_MAX}`,
      [reader.actorId],
    ),
    ...VIEW_PAGES.map((page) => listViews(reader, { page })),
  ]);
  const names = new Map(lists.flatMap(({ views }) => views.map(({ id, name }) => [id, name])));
  return rows.map(({ nextAt, ...row }) => ({
    ...row,
    nextAt: nextAt?.toISOString() ?? null,
    viewName: names.get(row.viewId) ?? null,
    recipientIds: row.recipients.map(({ id }) => id),
  }));
}

type RunRecord = Omit<RunRow, "dueAt" | "state" | "file" | "files"> & {
  dueAt: Date;
  files: RunRow["files"];
  fileId: string | null;
  fileName: string | null;
  bytes: number | null;
  storedAt: Date | null;
};

export async function listRuns(
  { actorId }: Reader,
  { cursor }: { cursor?: string | undefined },
): Promise<RunList> {
  const skipped = Number(cursor ?? 0);
  const rows = await sql<RunRecord>(
    `SELECT r.id::text AS id, r.schedule_id::text AS "scheduleId", r.name, r.format,
            r.due_at AS "dueAt", r."from", r."to", b.name AS "startedBy",
            (s.author_id = $1::uuid AND s.removed_at IS NULL) AS "mayRunAgain",
            coalesce(f.list, '[]') AS "files", o.id::text AS "fileId",
            o.file_name AS "fileName", o.bytes, o.ended_at AS "storedAt"
       FROM report_run r
       JOIN report_schedule s ON s.id = r.schedule_id
       LEFT JOIN "user" b ON b.id = r.started_by_id
       LEFT JOIN report_file o ON o.run_id = r.id AND o.user_id = $1::uuid AND o.state = 'made'
        AND o.dropped_at IS NULL
       LEFT JOIN LATERAL (
         SELECT json_agg(json_build_object('name', u.name, 'state', f.state, 'reason', f.reason)
                  ORDER BY lower(u.name), u.id) AS list
           FROM report_file f JOIN "user" u ON u.id = f.user_id
          WHERE f.run_id = r.id AND (s.author_id = $1::uuid OR f.user_id = $1::uuid)) f ON true
      WHERE s.author_id = $1::uuid OR EXISTS (
              SELECT FROM report_file m WHERE m.run_id = r.id AND m.user_id = $1::uuid)
      ORDER BY r.due_at DESC, r.id OFFSET $2::int LIMIT $3::int`,
    [actorId, skipped, RUNS_PER_PAGE + 1],
  );
  const stored = await readSetting(sql, RETENTION_SETTING);
  const fileDays = readRetentionDays(stored, "report-files") ?? 0;
  return {
    runs: rows.slice(0, RUNS_PER_PAGE).map((row) => buildRun(row, fileDays)),
    nextCursor: rows.length > RUNS_PER_PAGE ? String(skipped + RUNS_PER_PAGE) : null,
  };
}

function buildRun(row: RunRecord, fileDays: number): RunRow {
  const { dueAt, fileId, fileName, bytes, storedAt, ...rest } = row;
  const isStored = fileId !== null && fileName !== null && bytes !== null && storedAt !== null;
  return {
    ...rest,
    dueAt: dueAt.toISOString(),
    state: summarizeRun(row.files.map(({ state }) => state)),
    file: isStored
      ? {
          id: fileId,
          fileName,
          bytes,
          storedUntil: new Date(storedAt.getTime() + fileDays * DAY_MS).toISOString(),
        }
      : null,
  };
}
