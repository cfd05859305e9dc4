/** Uploads files of cash sheets. With `dryRun` the response says what would be stored. */
import type { ImportedSheets, RejectedSheet } from "../contracts/sheet-import";
import { apiAddress } from "./api-path";
import { api, readResponse } from "./http";
import { readRejection } from "./rejection";

type SendInput = { files: readonly File[]; dryRun: boolean };

export async function sendSheetFiles({ files, dryRun }: SendInput): Promise<ImportedSheets> {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  const query = dryRun ? { dryRun } : {};
  const response = await fetch(apiAddress("/api/cash-sheets/imports", { query }), {
    method: "POST",
    credentials: "same-origin",
    body: form,
  });
  return readResponse<ImportedSheets>(response.status, await response.text());
}

type RejectedSheets = { rejected: RejectedSheet[]; rejectedMore: number };

/** The faults for which the files were refused; null when it was for another reason. */
export function rejectedSheetsOf(error: unknown): RejectedSheets | null {
  return readRejection<RejectedSheets>(error);
}

export function acceptQuestions(body: { ids: string[] }) {
  return api.send("POST", "/api/cashrec/accepted-questions", { body });
}
