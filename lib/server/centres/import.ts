import "server-only";

/** Imports a file of centres: all of it, or a list of every row that is wrong. */
import { CENTRE_IMPORT_BYTES_MAX, type ImportedCentres } from "@/lib/contracts/centre";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { readBytes } from "../http/body";
import { type CentreConflict, saveCentres } from "./commands";
import { type CentreFile, readCentreFile, type RejectedRow } from "./read-file";

export async function importCentres(
  scope: Scope<"centre:administer">,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<ImportedCentres> {
  const file = readCentreFile(text);
  if (file.rejected.length > 0) reject(file.rejected);
  const refuse = (conflicts: CentreConflict[]) => reject(conflicts.map(countRows(file)));
  const saved = await saveCentres(scope, file.centres, { dryRun, refuse });
  return { ...saved, rejected: [] };
}

/** The limit is enforced whatever length the request declares. */
export async function readCentreText(request: Request): Promise<string> {
  const body = await readBytes(request, CENTRE_IMPORT_BYTES_MAX, "Send at most 2 MB.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new AppError("INVALID", "The file is not UTF-8. Save it as “CSV UTF-8”.");
  }
}

function countRows(file: CentreFile) {
  return ({ id, reason }: CentreConflict): RejectedRow => {
    return { row: file.rowOf.get(id) ?? 1, column: "currency", reason };
  };
}

function reject(rejected: RejectedRow[]): never {
  const rows = new Set(rejected.map(({ row }) => row)).size;
  const message = `${rows} ${rows === 1 ? "row is" : "rows are"} wrong. Nothing was stored.`;
  throw new AppError("REJECTED_ROWS", message, { extra: { rejected } });
}
