import "server-only";

/** Imports a file of till counts: when every row is valid all are stored, otherwise none. */
import { type ImportResult, REJECTED_ROWS_MAX, type RejectedRow } from "@/lib/contracts/till-count";
import { lastCountable } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { type CountRow, formatFault, type RowFault } from "@/lib/domain/till-count/import-row";
import { AppError } from "../app-error";
import { listCentres } from "../centres/queries";
import { readCountFile } from "./import-read";
import { type Progress, storeCounts } from "./import-store";
import { assertCsv, readText } from "./import-text";

const PREVIEW_ROWS_MAX = 20;

export type ImportOptions = { dryRun: boolean };

/** Stores a file that was read without a fault. */
export type ReadyImport = (onProgress?: Progress) => Promise<ImportResult>;

export async function importTillCounts(
  scope: Scope<"till-count:import">,
  options: ImportOptions,
  request: Request,
): Promise<ImportResult> {
  const store = await readImport(scope, options, request);
  return store();
}

/** Reads the whole file; throws REJECTED_ROWS with every fault when there are any. */
export async function readImport(
  scope: Scope<"till-count:import">,
  { dryRun }: ImportOptions,
  request: Request,
): Promise<ReadyImport> {
  assertCsv(request);
  const now = Date.now();
  const centres = new Map(
    (await listCentres(scope)).map(({ id, currency, ...clock }) => {
      return [id, { currency, lastDate: lastCountable(now, clock) }];
    }),
  );
  const read = await readCountFile(readText(request.body), (id) => centres.get(id) ?? null);
  if (read.faultCount > 0) throw rejected(read.faults, read.faultCount);
  const { counts, ignored } = read;
  return async (onProgress = () => undefined) => {
    const actorId = scope.actorId;
    const { accepted, faults } = await storeCounts({ actorId, counts, dryRun, onProgress });
    if (faults.length > 0) throw rejected(faults, faults.length);
    return {
      accepted,
      unchanged: counts.length - accepted,
      rejected: [],
      ...(dryRun ? { preview: counts.slice(0, PREVIEW_ROWS_MAX).map(previewOf) } : {}),
      range: rangeOf(counts),
      ...(ignored.length === 0 ? {} : { ignoredColumns: ignored }),
    };
  };
}

function rejected(faults: readonly RowFault[], total: number): AppError {
  const listed = faults.slice(0, REJECTED_ROWS_MAX);
  const first = listed[0];
  const where =
    first === undefined ? "" : `Row ${first.row}${inColumn(first)}: ${formatFault(first)} `;
  return new AppError("REJECTED_ROWS", `${where}Nothing was stored.`, {
    extra: {
      accepted: 0,
      unchanged: 0,
      rejected: listed.map(rejectedOf),
      rejectedMore: total - listed.length,
    },
  });
}

function inColumn({ column }: RowFault): string {
  return column === null ? "" : `, ${column}`;
}

function rejectedOf(fault: RowFault): RejectedRow {
  const { row, column, code, value } = fault;
  return { row, column, reason: formatFault(fault), code, value };
}

function previewOf({ counted, ...count }: CountRow) {
  return { ...count, countedMinor: counted as number };
}

function rangeOf(counts: readonly CountRow[]): NonNullable<ImportResult["range"]> {
  const dates = counts.map(({ businessDate }) => businessDate);
  const centreIds = [...new Set(counts.map(({ centreId }) => centreId))].sort();
  const least = (a: string, b: string) => (a < b ? a : b);
  const greatest = (a: string, b: string) => (a > b ? a : b);
  return { from: dates.reduce(least), to: dates.reduce(greatest), centreIds };
}
