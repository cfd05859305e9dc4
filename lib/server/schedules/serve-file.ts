import "server-only";

/**
 * Serves the file of its recipient, with the bytes that were stored. Whoever has lost a centre that
 * the file may contain does not get it any more.
 */
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { readReport } from "./report-store";

type StoredFile = {
  fileName: string;
  contentType: string;
  sha256: string;
  centreIds: string[];
  isOfAll: boolean;
};

export async function serveReportFile(
  { actorId, centreIds: own }: Scope<"reconciliation:view">,
  { fileId }: { fileId: string },
): Promise<Response> {
  const [stored] = await sql<StoredFile>(
    `SELECT coalesce(file_name, '') AS "fileName", coalesce(content_type, '') AS "contentType",
            coalesce(sha256, '') AS sha256, centre_ids AS "centreIds", is_of_all AS "isOfAll"
       FROM report_file
      WHERE id = $1::uuid AND user_id = $2::uuid AND state = 'made' AND dropped_at IS NULL`,
    [fileId, actorId],
  );
  if (stored === undefined) throw noSuchFile();
  if (!isWithin(own, stored)) throw noSuchFile();
  const file = await readReport(fileId, stored.sha256);
  if (file === null) {
    throw new AppError("REFUSED", "The file is missing from this server's storage.", {
      reason: "file-missing",
    });
  }
  return new Response(new Uint8Array(file), {
    headers: {
      "content-type": stored.contentType,
      "content-length": String(file.byteLength),
      "content-disposition": `attachment; filename="${stored.fileName}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

/** Tells whether everything that the file may contain is still within a scope. */
export function isWithin(
  own: readonly string[] | null,
  { centreIds, isOfAll }: Pick<StoredFile, "centreIds" | "isOfAll">,
): boolean {
  return own === null || (!isOfAll && centreIds.every((id) => own.includes(id)));
}

function noSuchFile(): AppError {
  return new AppError("NOT_FOUND", "There is no such file of yours.");
}
