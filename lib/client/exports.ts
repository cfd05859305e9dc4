/**
 * Downloads files of exactly the lines that a search finds. A file is read in chunks, so that a
 * screen can show the progress and cancel it; the chunks are stored in blobs, which a browser may
 * move from memory to disk.
 */
import { filterQuery, type LineFilter } from "../domain/line-filter";
import type { CsvFormat } from "../domain/report/csv";
import type { Grouping } from "../domain/report/totals";
import { apiAddress } from "./api-path";
import { fetchProved, isApiError, refusalOf, unreached } from "./http";

export const FORMATS = ["xlsx", "csv", "pdf"] as const;
export type Format = (typeof FORMATS)[number];

export type ExportChoice = { format: Format; groupBy: Grouping; csv?: CsvFormat };

/**
 * What has been received. `lines` is null for formats whose lines can't be counted; `total` is null
 * when the server did not state it.
 */
export type Received = { bytes: number; lines: number | null; total: number | null };

export type FetchedFile = { name: string; blob: Blob };

type FetchOptions = { signal: AbortSignal; onProgress: (received: Received) => void };

/** The address of the file, which works as a plain link as well. */
export function exportAddress(filter: LineFilter, { format, groupBy, csv }: ExportChoice): string {
  const query = {
    ...filterQuery(filter),
    ...(format === "csv" ? { bom: "true", ...(csv ?? {}) } : groupBy === "none" ? {} : { groupBy }),
  };
  return apiAddress(`/api/exports/${format}`, { query });
}

export type ReportFile = { format: "pdf" | "xlsx"; address: string };

/** The charts and tables of variances as files; with null, each currency is reported separately. */
export function varianceReports(filter: LineFilter, currency: string | null): ReportFile[] {
  const query = { ...filterQuery(filter), currency: currency ?? undefined };
  return (["pdf", "xlsx"] as const).map((format) => ({
    format,
    address: apiAddress(`/api/exports/variances/${format}`, { query }),
  }));
}

/** Throws an `ApiError` when the request is refused or the file is incomplete. */
export async function fetchFile(
  address: string,
  { signal, onProgress }: FetchOptions,
): Promise<FetchedFile> {
  try {
    const response = await fetchProved(address, { signal });
    if (!response.ok || response.body === null) {
      throw refusalOf(response.status, await response.text());
    }
    const blob = await takeAll(response, onProgress);
    return { name: nameOf(response), blob };
  } catch (error) {
    if (signal.aborted || isApiError(error)) throw error;
    // The connection broke, or the server aborted rather than send an incomplete file.
    throw unreached();
  }
}

const PART_BYTES = 16 * 1024 * 1024;
const TELL_EVERY_MS = 150;

async function takeAll(response: Response, onProgress: FetchOptions["onProgress"]): Promise<Blob> {
  const type = response.headers.get("content-type") ?? "";
  const total = Number(response.headers.get("x-total-lines") ?? Number.NaN);
  const received = {
    bytes: 0,
    lines: type.startsWith("text/csv") ? -1 : null,
    total: Number.isNaN(total) ? null : total,
  };
  const parts: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let existing = 0;
  let reported = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) break;
    pieces.push(piece.value);
    existing += piece.value.length;
    received.bytes += piece.value.length;
    if (received.lines !== null) received.lines += countLines(piece.value);
    if (existing > PART_BYTES) {
      parts.push(new Blob(pieces));
      [pieces, existing] = [[], 0];
    }
    if (performance.now() - reported > TELL_EVERY_MS) {
      reported = performance.now();
      onProgress({ ...received });
    }
  }
  return new Blob([...parts, ...pieces], { type });
}

const LINE_FEED = 0x0a;

/**
 * Counts line breaks. A note of two lines counts twice, which is precise enough for a progress bar.
 */
function countLines(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) {
    count += 1;
  }
  return count;
}

function nameOf(response: Response): string {
  const message = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "");
  return message?.[1] ?? "export";
}
