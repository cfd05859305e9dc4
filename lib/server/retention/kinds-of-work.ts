import "server-only";

/** The kinds of data that come and go with work in the background: see `kinds.ts`. */
import type { RetentionKind } from "@/lib/domain/retention";
import { type Measured, removing, type RetainedKind } from "./kind";
import { removeReportFiles } from "./removals";

type WorkKind = Extract<RetentionKind, "deliveries" | "readings" | "replays" | "report-files">;

export const RETAINED_WORK: Readonly<Record<WorkKind, RetainedKind>> = {
  "report-files": {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(ended_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE ended_at < now() - make_interval(days => $1::int)))::int AS due
           FROM report_file WHERE state = 'made' AND dropped_at IS NULL`,
        [days],
      ),
    remove: removeReportFiles,
  },
  deliveries: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(created_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE ended_at < now() - make_interval(days => $1::int)))::int AS due
           FROM webhook_delivery WHERE state <> 'pending'`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `DELETE FROM webhook_delivery WHERE id IN (
           SELECT id FROM webhook_delivery
            WHERE state <> 'pending' AND ended_at < now() - make_interval(days => $1::int)
            ORDER BY ended_at LIMIT $2::int FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [days, rowsMax],
      ),
    ),
  },
  // The versions of the sheets are the evidence. What no person asked for goes sooner.
  readings: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(created_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE finished_at < now() - make_interval(days => $1::int)))::int AS due
           FROM sync WHERE finished_at IS NOT NULL`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `DELETE FROM sync WHERE id IN (
           SELECT id FROM sync WHERE finished_at < now() - make_interval(days => $1::int)
            ORDER BY finished_at LIMIT $2::int FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [days, rowsMax],
      ),
    ),
  },
  replays: {
    measure: (sql, days) =>
      sql<Measured>(
        `SELECT count(*)::int AS rows, min(created_at) AS "oldestAt",
                (count(*) FILTER (
                  WHERE finished_at < now() - make_interval(days => $1::int)))::int AS due
           FROM replay WHERE state <> 'pending'`,
        [days],
      ),
    remove: removing((sql, days, rowsMax) =>
      sql(
        `DELETE FROM replay WHERE id IN (
           SELECT id FROM replay
            WHERE state <> 'pending' AND finished_at < now() - make_interval(days => $1::int)
            LIMIT $2::int FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [days, rowsMax],
      ),
    ),
  },
};
