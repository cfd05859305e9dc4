import "server-only";

/**
 * Makes the files that are due, each as its recipient. A row is locked while its file is made, so
 * that instances share the work and a file is made once; the lock ends with the process, and the
 * file is then made again under the same name. The notice and the mail about it are stored in the
 * same transaction.
 */
import {
  ATTEMPTS_MAX,
  computeDelivery,
  type FailureReason,
  type ReportDelivery,
  secondsUntilNextAttempt,
  type WithheldReason,
} from "@/lib/domain/schedule/schedule";
import { isAppError } from "../app-error";
import { findActors } from "../auth/actor";
import { inTransaction, type Sql } from "../db/sql";
import { env } from "../env";
import { log } from "../log";
import { drawReport, type ReportAsked } from "./draw-report";
import { findReader, type ReportReader } from "./reader";
import { removeReport, storeReport } from "./report-store";
import { informAuthor } from "./start-run";

/** One run of the job makes at most so many, so that others come to their work. */
const FILES_MAX = 500;

type Due = Omit<ReportAsked, "range"> & {
  id: string;
  runId: string;
  userId: string;
  attempts: number;
  from: string;
  to: string;
  delivery: ReportDelivery;
  language: string;
  timeZone: string;
  isStopped: boolean;
};

/** Returns how many files were made. */
export async function makeDueFiles(signal?: AbortSignal, now = Date.now()): Promise<number> {
  let made = 0;
  for (let count = 0; count < FILES_MAX && signal?.aborted !== true; count += 1) {
    const result = await inTransaction(({ sql }) => makeNext(sql, now));
    if (result === "none") break;
    if (result === "made") made += 1;
  }
  return made;
}

async function makeNext(sql: Sql, now: number): Promise<"none" | "made" | "not-made"> {
  const [due] = await sql<Due>(
    `SELECT f.id::text AS id, f.run_id::text AS "runId", f.user_id::text AS "userId", f.attempts,
            r.page, r.format, coalesce(r.query, '') AS query, coalesce(r."from", '') AS "from",
            coalesce(r."to", '') AS "to", r.delivery, r.language, r.time_zone AS "timeZone",
            EXISTS (SELECT FROM report_stop s
                     WHERE s.schedule_id = r.schedule_id AND s.user_id = f.user_id) AS "isStopped"
       FROM report_file f JOIN report_run r ON r.id = f.run_id
      WHERE f.state = 'pending' AND f.next_at <= $1
      ORDER BY f.next_at, f.id LIMIT 1 FOR UPDATE OF f SKIP LOCKED`,
    [new Date(now)],
  );
  if (due === undefined) return "none";
  const reader = await findReader(due);
  const result = await make(due, reader).catch((error: unknown) => readFailure(due, error));
  if (result.outcome === "made") await recordMade(sql, { due, reader, result, now });
  else if (result.outcome === "withheld") await recordWithheld(sql, due, result.reason);
  else await recordFailure(sql, due, { ...result, now });
  return result.outcome === "made" ? "made" : "not-made";
}

type Made = {
  outcome: "made";
  fileName: string;
  contentType: string;
  bytes: number;
  sha256: string;
  centreIds: readonly string[] | null;
};
type Failed = { outcome: "failed"; reason: FailureReason; isFinal: boolean };
type Result = Made | { outcome: "withheld"; reason: WithheldReason } | Failed;

async function make(due: Due, reader: ReportReader): Promise<Result> {
  if (due.isStopped) return { outcome: "withheld", reason: "stopped" };
  const actor = (await findActors([due.userId])).get(due.userId);
  if (actor === undefined) return { outcome: "withheld", reason: "inactive" };
  const { page, format, query, from, to } = due;
  const drawn = await drawReport(actor, { page, format, query, range: { from, to } }, reader);
  if (drawn.refusal === "no-rights") return { outcome: "withheld", reason: "no-rights" };
  if (drawn.refusal !== null) return { outcome: "failed", reason: drawn.refusal, isFinal: true };
  const { response, centreIds } = drawn;
  const { body, headers } = response;
  const stored = body === null ? null : await storeReport(due.id, body);
  if (stored === null) return { outcome: "failed", reason: "too-large", isFinal: true };
  const fileName = /filename="([^"]+)"/.exec(headers.get("content-disposition") ?? "")?.[1];
  return {
    outcome: "made",
    fileName: fileName ?? `report.${format}`,
    contentType: headers.get("content-type") ?? "application/octet-stream",
    ...stored,
    centreIds,
  };
}

/** A refusal is as it is; anything else may pass. */
function readFailure({ id }: Due, error: unknown): Failed {
  if (isAppError(error) && error.code === "REFUSED") {
    return { outcome: "failed", reason: "too-many-lines", isFinal: true };
  }
  log().error({ err: error, file: id }, "a report could not be made");
  return { outcome: "failed", reason: "not-made", isFinal: false };
}

type Recorded = { due: Due; reader: ReportReader; result: Made; now: number };

/** Without a mail server the notice in the inbox is all. */
async function recordMade(sql: Sql, { due, reader, result, now }: Recorded): Promise<void> {
  const { fileName, contentType, bytes, sha256, centreIds } = result;
  const hasMail = env().mail !== null;
  await sql(
    `WITH queued AS (
       INSERT INTO mail (id, user_id, next_at)
       SELECT gen_random_uuid(), $2::uuid, $3::timestamptz WHERE $4::boolean RETURNING id)
     UPDATE report_file
        SET state = 'made', ended_at = now(), attempts = attempts + 1, delivery = $5,
            file_name = $6, content_type = $7, bytes = $8::int, sha256 = $9,
            centre_ids = $10::text[], is_of_all = $11::boolean,
            mail_id = (SELECT id FROM queued)
      WHERE id = $1::uuid`,
    [
      due.id,
      due.userId,
      new Date(reader.mailFrom(now)),
      hasMail,
      computeDelivery(due.delivery, bytes),
      fileName,
      contentType,
      bytes,
      sha256,
      centreIds ?? [],
      centreIds === null,
    ],
  );
  await sql(
    `INSERT INTO notice (id, user_id, kind, fact, wants_mail, report_file_id)
     VALUES (gen_random_uuid(), $2::uuid, 'report', $3, false, $1::uuid)
     ON CONFLICT (user_id, fact) DO NOTHING`,
    [due.id, due.userId, JSON.stringify(["report", due.id])],
  );
}

async function recordWithheld(sql: Sql, { id }: Due, reason: WithheldReason): Promise<void> {
  await sql(
    `UPDATE report_file SET state = 'withheld', reason = $2, ended_at = now() WHERE id = $1::uuid`,
    [id, reason],
  );
}

async function recordFailure(
  sql: Sql,
  { id, runId, attempts }: Due,
  { reason, isFinal, now }: Failed & { now: number },
): Promise<void> {
  // Whatever stopped the file from being stored may stop this too.
  await removeReport(id).catch(() => undefined);
  const isLast = isFinal || attempts + 1 >= ATTEMPTS_MAX;
  await sql(
    `UPDATE report_file
        SET attempts = attempts + 1, next_at = $3::timestamptz,
            state = CASE WHEN $4::boolean THEN 'failed' ELSE 'pending' END,
            reason = CASE WHEN $4::boolean THEN $2::text END,
            ended_at = CASE WHEN $4::boolean THEN now() END
      WHERE id = $1::uuid`,
    [id, reason, new Date(now + secondsUntilNextAttempt(attempts + 1) * 1_000), isLast],
  );
  if (isLast) await informAuthor(sql, runId);
}
