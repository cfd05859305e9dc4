import "server-only";

/** Imports a file of the organisation: all of it, or a list of every row that is wrong. */
import {
  type ImportedOrganisation,
  ORGANISATION_IMPORT_BYTES_MAX,
  type RejectedOrganisationRow,
} from "@/lib/contracts/organisation";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { readBytes } from "../http/body";
import { saveOrganisation } from "./commands";
import { readOrganisationFile, rejectRow } from "./read-file";

export async function importOrganisation(
  scope: Scope<"centre:administer">,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<ImportedOrganisation> {
  const file = readOrganisationFile(text);
  if (file.rejected.length > 0) reject(file.rejected);
  const { version, ...counts } = await saveOrganisation(scope, file.rows, {
    dryRun,
    refuse: (refused) => reject(refused.map(({ at, ...fault }) => rejectRow(at + 2, fault))),
  });
  void version;
  return { ...counts, rejected: [] };
}

/** The limit is enforced whatever length the request declares. */
export async function readOrganisationText(request: Request): Promise<string> {
  const body = await readBytes(request, ORGANISATION_IMPORT_BYTES_MAX, "Send at most 2 MB.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new AppError("INVALID", "The file is not UTF-8. Save it as “CSV UTF-8”.");
  }
}

function reject(rejected: RejectedOrganisationRow[]): never {
  const rows = new Set(rejected.map(({ row }) => row)).size;
  const message = `${rows} ${rows === 1 ? "row is" : "rows are"} wrong. Nothing was stored.`;
  throw new AppError("REJECTED_ROWS", message, { extra: { rejected } });
}
