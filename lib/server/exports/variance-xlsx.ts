import "server-only";

/**
 * Exports the variance report as a workbook: the figures of each series on a sheet, by currency.
 */
import type { VarianceExport } from "@/lib/contracts/variance";
import { readPreferences } from "../language/translations";
import { scopedFilter } from "../line-search/scoped-filter";
import { findReading } from "../line-search/reading";
import type { Views } from "../variances/queries";
import { respondWithFile } from "./stream-file";
import { readVarianceParts } from "./variance-parts";
import { emptyTable, tablesOf } from "./variance-tables";
import { varianceFileName, buildVarianceTexts } from "./variance-text";
import { XLSX_TYPE } from "./xlsx";
import { xlsxChunks } from "./xlsx-book";

export async function exportVariancesXlsx(
  scope: Views,
  search: VarianceExport,
  request: Request,
): Promise<Response> {
  const reading = await findReading(await scopedFilter(scope, search));
  const facts = { madeAt: new Date(), reading };
  const texts = await buildVarianceTexts(search, readPreferences(request), facts);
  const parts = await readVarianceParts(scope, search);
  const tables =
    parts.length === 0
      ? [emptyTable(search, texts)]
      : parts.flatMap((part) => tablesOf(part, texts));
  return respondWithFile(xlsxChunks(tables), {
    name: varianceFileName(search, "xlsx"),
    type: XLSX_TYPE,
    lines: null,
    reading,
  });
}
