/** Uploads files of cash sheets. With `dryRun` the response says what would be stored. */
import type { z } from "zod";
import type { refusedSheetsSchema } from "../contracts/sheet-import";
import { api } from "./http";
import { readRejection } from "./rejection";

type SendInput = { files: readonly File[]; dryRun: boolean };

export function sendSheetFiles({ files, dryRun }: SendInput) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return api.sendFile("/api/cash-sheets/imports", form, { query: { dryRun } });
}

type RejectedSheets = Pick<z.infer<typeof refusedSheetsSchema>, "rejected" | "rejectedMore">;

/** The faults for which the files were refused; null when it was for another reason. */
export function rejectedSheetsOf(error: unknown): RejectedSheets | null {
  return readRejection<RejectedSheets>(error);
}

export function acceptQuestions(body: { ids: string[] }) {
  return api.send("POST", "/api/cashrec/accepted-questions", { body });
}
