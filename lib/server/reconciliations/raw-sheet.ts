import "server-only";

/** Reads one version of Cashrec's own JSON; the latest unless `version` says which. */
import type { z } from "zod";
import type { rawSheetSchema } from "@/lib/contracts/cash-sheet";
import { holdsAll, type Scope } from "@/lib/domain/permission";
import { THINNED_SHEET } from "@/lib/domain/retention";
import { AppError } from "../app-error";
import { sql } from "../db/sql";

type RawSheet = z.infer<typeof rawSheetSchema>;
type Asked = { centreId: string; date: string; version?: number | undefined };
type StoredVersion = { version: number; fetchedAt: Date; hash: string; payload: string | null };

/** The latest version always has its content. */
export async function getRawSheet(
  scope: Scope<"sheet:view-raw">,
  { centreId, date, version }: Asked,
): Promise<RawSheet> {
  const [row] = holdsAll(scope, [centreId])
    ? await sql<StoredVersion>(
        `SELECT version, fetched_at AS "fetchedAt", hash, payload FROM cash_sheet_version
          WHERE centre_id = $1 AND business_date = $2 AND hash IS NOT NULL
            AND ($3::int IS NULL OR version = $3)
          ORDER BY version DESC LIMIT 1`,
        [centreId, date, version ?? null],
      )
    : [];
  if (row === undefined) {
    throw new AppError("NOT_FOUND", "Cashrec has reported no cash sheet for this day.");
  }
  const about = { version: row.version, fetchedAt: row.fetchedAt.toISOString(), hash: row.hash };
  if (row.payload !== null) return { ...about, payload: row.payload };
  throw new AppError(
    "NOT_FOUND",
    "The content of this version was removed, as it was set for superseded sheets that nobody " +
      "acted on. Its number, time and hash are stored for good.",
    { reason: THINNED_SHEET, extra: about },
  );
}
