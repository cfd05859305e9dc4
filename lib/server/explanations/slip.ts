import "server-only";

/**
 * Attaches a file that one line has to other lines as well. The file lies under its hash, so that
 * only rows are written.
 */
import type { ExplainLines, RefusedLine } from "@/lib/contracts/explain-lines";
import { ATTACHMENTS_PER_DAY_MAX } from "@/lib/domain/attachment/attachment";
import { type Actor, prove, type Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import type { Sql } from "../db/sql";

type SlipOf = { scope: Scope<"reconciliation:explain">; actor: Actor; input: ExplainLines };

/** Returns the lines whose days hold no further file. */
export async function attachSlip(
  sql: Sql,
  { scope, actor, input }: SlipOf,
): Promise<RefusedLine[]> {
  const { lines, slip } = input;
  if (slip === undefined) return [];
  const centreIds = [...new Set([slip.centreId, ...lines.map(({ centreId }) => centreId)])];
  if (prove(actor, "reconciliation:note", centreIds) === null) throw noSuchFile();
  const refused: RefusedLine[] = [];
  for (const { centreId, date, shiftId, tillId, tenderId } of lines) {
    const key = { centreId, date, shiftId, tillId, tenderId };
    const added = await copyAttachment(sql, { key, slip, actorId: scope.actorId });
    if (added === "too-many") refused.push({ ...key, reason: "too-many" });
    if (typeof added === "string") continue;
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "attachment.added",
      centreId,
      businessDate: date,
      after: { shiftId, tillId, tenderId, ...added },
    });
  }
  return refused;
}

type Copy = {
  key: Omit<RefusedLine, "reason">;
  slip: NonNullable<ExplainLines["slip"]>;
  actorId: string;
};
type Added = {
  id: string;
  fileName: string;
  contentType: string;
  bytes: number;
  sha256: string;
};

async function copyAttachment(
  sql: Sql,
  { key, slip, actorId }: Copy,
): Promise<Added | "attached" | "too-many"> {
  const { centreId, date, shiftId, tillId, tenderId } = key;
  const [state] = await sql<{ known: boolean; attached: boolean; files: number }>(
    `SELECT s.id IS NOT NULL AS known,
            EXISTS (SELECT FROM attachment a
                     WHERE (a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id)
                         = ($4, $5, $6, $7, $8) AND a.sha256 = s.sha256) AS attached,
            (SELECT count(*)::int FROM attachment a
              WHERE a.centre_id = $4 AND a.business_date = $5) AS files
       FROM (SELECT 1) one
       LEFT JOIN attachment s ON (s.centre_id, s.business_date, s.id) = ($1, $2, $3::uuid)`,
    [slip.centreId, slip.date, slip.id, centreId, date, shiftId, tillId, tenderId],
  );
  if (state?.known !== true) throw noSuchFile();
  if (state.attached) return "attached";
  if (state.files >= ATTACHMENTS_PER_DAY_MAX) return "too-many";
  const [added] = await sql<Added>(
    `INSERT INTO attachment (centre_id, business_date, id, shift_id, till_id, tender_id, file_name,
       content_type, bytes, sha256, author_id)
     SELECT $4, $5, gen_random_uuid(), $6, $7, $8, s.file_name, s.content_type, s.bytes, s.sha256,
            $9
       FROM attachment s WHERE (s.centre_id, s.business_date, s.id) = ($1, $2, $3::uuid)
     RETURNING id, file_name AS "fileName", content_type AS "contentType", bytes, sha256`,
    [slip.centreId, slip.date, slip.id, centreId, date, shiftId, tillId, tenderId, actorId],
  );
  if (added === undefined) throw new Error("The attachment that was just stored is not there");
  return added;
}

function noSuchFile(): AppError {
  return new AppError("NOT_FOUND", "There is no such file among yours.");
}
