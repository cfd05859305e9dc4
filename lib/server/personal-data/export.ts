import "server-only";

/**
 * Makes the file of what is stored of one person: an archive with a file of JSON for each table
 * that refers to them. It has no secret, no figure that a blind counter
 * may not see, and of money entries of the trail only who did what, where and when.
 */
import type { Scope } from "@/lib/domain/permission";
import { ACCESS_NOUNS } from "@/lib/domain/screen/audit-filters";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { refuseRestricted } from "../auth/refuse-restricted";
import type { RouteCall } from "../api/route";
import { inTransaction, sql } from "../db/sql";
import { respondWithFile } from "../exports/stream-file";
import { type NamedFile, zipFiles } from "../journal/zip-files";
import { AUDIT_TABLE, PERSONAL_TABLES } from "./tables";

export function exportOwnData(
  { actorId }: Scope<"account:use">,
  { actor }: Pick<RouteCall, "actor">,
): Promise<Response> {
  refuseRestricted(actor, "Sign in with your password to download what is stored of you.");
  return exportData(actorId, actorId);
}

export function exportDataOf(
  { actorId }: Scope<"security:administer">,
  { userId }: { userId: string },
): Promise<Response> {
  return exportData(actorId, userId);
}

async function exportData(actorId: string, userId: string): Promise<Response> {
  const [person] = await sql<{ id: string }>(
    `SELECT u.id::text AS id FROM "user" u WHERE u.id = $1::uuid AND u.erased_at IS NULL`,
    [userId],
  );
  if (person === undefined) throw new AppError("NOT_FOUND", "There is no such user.");
  const at = new Date().toISOString();
  await inTransaction(({ sql: run }) =>
    appendAudit(run, { actorId, action: "user.data-exported", after: { userId } }),
  );
  return respondWithFile(zipFiles(writeFiles(userId), at), {
    name: `counterfoil-personal-data-${at.slice(0, 10)}.zip`,
    type: "application/zip",
    lines: null,
    reading: null,
  });
}

/** A table without rows of the person has a file too: its empty list says that there are none. */
async function* writeFiles(userId: string): AsyncGenerator<NamedFile> {
  for (const { name, text } of SELECTS) yield jsonFile(name, await sql<Row>(text, [userId]));
  yield jsonFile(AUDIT_TABLE, await sql<Row>(SELECT_ENTRIES, [userId, ACCESS_NOUNS]));
}

type Row = { record: Record<string, unknown> };

function jsonFile(table: string, rows: readonly Row[]): NamedFile {
  const records = rows.map(({ record }) => record);
  return { name: `${table}.json`, bytes: Buffer.from(`${JSON.stringify(records, null, 2)}\n`) };
}

const SELECTS = PERSONAL_TABLES.map(({ table, persons, columns }) => ({
  name: table,
  text: `SELECT (SELECT row_to_json(r) FROM (SELECT ${columns}) r) AS record
           FROM "${table}" WHERE $1::uuid IN (${persons})`,
}));

/** Entries by the person, and those about their account. */
const SELECT_ENTRIES = `
  SELECT CASE WHEN split_part(e.action, '.', 1) = ANY ($2::text[])
         THEN json_build_object('id', e.id, 'at', e.at, 'actorId', e.actor_id, 'action', e.action,
                'centreId', e.centre_id, 'businessDate', e.business_date, 'origin', e.origin,
                'before', e.before, 'after', e.after)
         ELSE json_build_object('id', e.id, 'at', e.at, 'actorId', e.actor_id, 'action', e.action,
                'centreId', e.centre_id, 'businessDate', e.business_date, 'origin', e.origin)
          END AS record
    FROM audit_entry e
   WHERE e.actor_id = $1::uuid
      OR split_part(e.action, '.', 1) = ANY ($2::text[])
         AND $1::text IN (e.before->>'userId', e.after->>'userId')
   ORDER BY e.id`;
