import "server-only";

/** Imports a file of centres: all of it, or a list of every row that is wrong. */
import { CENTRE_IMPORT_BYTES_MAX, type ImportedCentres } from "@/lib/contracts/centre";
import type { Scope } from "@/lib/domain/permission";
import { readFileText, rejectRows } from "../http/csv-file";
import { type CentreConflict, saveCentres } from "./commands";
import { type CentreFile, readCentreFile, type RejectedRow } from "./read-file";

export async function importCentres(
  scope: Scope<"centre:administer">,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<ImportedCentres> {
  const file = readCentreFile(text);
  if (file.rejected.length > 0) rejectRows(file.rejected);
  const refuse = (conflicts: CentreConflict[]) => rejectRows(conflicts.map(countRows(file)));
  const saved = await saveCentres(scope, file.centres, { dryRun, refuse });
  return { ...saved, rejected: [] };
}

export function readCentreText(request: Request): Promise<string> {
  return readFileText(request, CENTRE_IMPORT_BYTES_MAX, "Send at most 2 MB.");
}

function countRows(file: CentreFile) {
  return ({ id, column, reason }: CentreConflict): RejectedRow => {
    return { row: file.rowOf.get(id) ?? 1, column, reason };
  };
}
