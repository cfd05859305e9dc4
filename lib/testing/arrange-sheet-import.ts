/** Sends files of cash sheets as an administrator of one centre, for tests of their import. */
import { expect } from "vitest";
import type { RejectedSheet } from "@/lib/contracts/sheet-import";
import { isAppError } from "@/lib/server/app-error";
import { sql } from "@/lib/server/db/sql";
import { importCashSheets } from "@/lib/server/sheet-imports/commands";
import { type MadeUser, scopeFor } from "./arrange";

export type SheetImporter = { centreId: string; user: MadeUser };
type Sent = { body: BodyInit; type?: string; dryRun?: boolean; fileName?: string };

export function sendSheets({ centreId, user }: SheetImporter, sent: Sent) {
  const { body, type, dryRun = false, fileName } = sent;
  const headers = type === undefined ? {} : { "content-type": type };
  const request = new Request("http://localhost/", { method: "POST", body, headers });
  return importCashSheets(
    scopeFor("sheet:import", [centreId], user),
    { dryRun, fileName },
    request,
  );
}

export async function rejectedOf(work: Promise<unknown>): Promise<RejectedSheet[]> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error("it was not refused", { cause: error });
  expect(error.code).toBe("REJECTED_ROWS");
  return error.details.extra?.rejected as RejectedSheet[];
}

export async function countStored(centreId: string) {
  const [row] = await sql<{ versions: number; files: number; entries: number; days: number }>(
    `SELECT (SELECT count(*)::int FROM cash_sheet_version WHERE centre_id = $1) AS versions,
            (SELECT count(*)::int FROM cash_sheet_import) AS files,
            (SELECT count(*)::int FROM audit_entry WHERE centre_id = $1) AS entries,
            (SELECT count(*)::int FROM reconciliation WHERE centre_id = $1) AS days`,
    [centreId],
  );
  return row;
}
