import "server-only";

/** Imports a file of the organisation: all of it, or a list of every row that is wrong. */
import {
  type ImportedOrganisation,
  ORGANISATION_IMPORT_BYTES_MAX,
} from "@/lib/contracts/organisation";
import type { Scope } from "@/lib/domain/permission";
import { readFileText, rejectRows } from "../http/csv-file";
import { saveOrganisation } from "./commands";
import { readOrganisationFile, rejectRow } from "./read-file";

export async function importOrganisation(
  scope: Scope<"centre:administer">,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<ImportedOrganisation> {
  const file = readOrganisationFile(text);
  if (file.rejected.length > 0) rejectRows(file.rejected);
  const { version, ...counts } = await saveOrganisation(scope, file.rows, {
    dryRun,
    refuse: (refused) => rejectRows(refused.map(({ at, ...fault }) => rejectRow(at + 2, fault))),
  });
  void version;
  return { ...counts, rejected: [] };
}

export function readOrganisationText(request: Request): Promise<string> {
  return readFileText(request, ORGANISATION_IMPORT_BYTES_MAX, "Send at most 2 MB.");
}
