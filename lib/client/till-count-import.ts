/**
 * Uploads a file of till counts. `fetch` can't report how much of a body was sent, so this is an
 * XMLHttpRequest: it reports first the bytes sent, then what the server reports line by line.
 */
import type { z } from "zod";
import type {
  ImportLine,
  ImportResult,
  ImportStage,
  rejectedImportSchema,
  RejectedRow,
} from "../contracts/till-count";
import { FILE_REFUSALS, type FileRefusal } from "../domain/till-count/import-row";
import { apiAddress } from "./api-path";
import { ApiError, isApiError, readResponse, unreached } from "./http";
import { readRejection } from "./rejection";

export type ImportProgress = { stage: "sending" | ImportStage; done: number; total: number };

type SendInput = {
  file: Blob;
  dryRun: boolean;
  onProgress: (progress: ImportProgress) => void;
  signal?: AbortSignal;
};

export function sendTillCounts({ file, dryRun, onProgress, signal }: SendInput) {
  return new Promise<ImportResult>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = dryRun ? { dryRun } : {};
    request.open("POST", apiAddress("/api/till-counts/imports", { query }));
    request.setRequestHeader("content-type", "text/csv");
    request.setRequestHeader("accept", dryRun ? "application/json" : "application/x-ndjson");
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({ stage: "sending", done: loaded, total });
    request.onprogress = () => {
      const last = linesOf(request).findLast((line) => "stage" in line);
      if (last !== undefined) onProgress(last);
    };
    request.onload = () => {
      try {
        resolve(resultOf(request));
      } catch (error) {
        reject(error instanceof Error ? error : unreached());
      }
    };
    request.onerror = () => reject(unreached());
    request.onabort = () => reject(new DOMException("The file was taken back", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** The rows that were refused; null when the file was refused for another reason. */
export function rejectedRowsOf(error: unknown): { rows: RejectedRow[]; more: number } | null {
  const rejection = readRejection<z.infer<typeof rejectedImportSchema>>(error);
  return rejection && { rows: rejection.rejected, more: rejection.rejectedMore };
}

/** Why the file as a whole was refused; null when it was refused for another reason. */
export function fileRefusalOf(error: unknown): FileRefusal | null {
  if (!isApiError(error)) return null;
  return FILE_REFUSALS.find((refusal) => refusal === error.problem.reason) ?? null;
}

function resultOf(request: XMLHttpRequest): ImportResult {
  const type = request.getResponseHeader("content-type") ?? "";
  if (!type.includes("ndjson")) {
    return readResponse<ImportResult>(request.status, request.responseText);
  }
  const last = linesOf(request).at(-1);
  if (last !== undefined && "result" in last) return last.result;
  if (last !== undefined && "problem" in last) throw new ApiError(last.problem);
  throw unreached();
}

/** Returns the lines that have been received completely. */
function linesOf(request: XMLHttpRequest) {
  const type = request.getResponseHeader("content-type") ?? "";
  if (!type.includes("ndjson")) return [];
  const lines = request.responseText.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as ImportLine);
}
