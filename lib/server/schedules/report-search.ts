import "server-only";

/**
 * Makes the search of a report from the filters of a saved view, the days of the run, and the
 * centres that its reader may see now.
 */
import { exportSearchSchema } from "@/lib/contracts/search";
import { varianceExportSchema } from "@/lib/contracts/variance";
import type { DateRange } from "@/lib/domain/business-date";
import type { Language } from "@/lib/domain/format";
import { filterQuery, readNarrowing } from "@/lib/domain/line-filter";
import { type Permission, type Scope } from "@/lib/domain/permission";
import { parseViewQuery } from "@/lib/domain/screen/saved-view";
import { readVarianceFilters } from "@/lib/domain/screen/variance-filters";

type Asked = { query: string; range: DateRange };

/** Null when the view names centres, and the reader sees none of them. */
function narrow(
  { centreIds: own }: Scope<Permission>,
  { query, range }: Asked,
): Record<string, string | string[]> | null {
  const narrowing = readNarrowing(parseViewQuery(query));
  const centreIds = narrowing.centreIds.filter((id) => own === null || own.includes(id));
  if (narrowing.centreIds.length > 0 && centreIds.length === 0) return null;
  return filterQuery({ ...narrowing, ...range, centreIds, asOf: null });
}

/** Where a decimal comma is usual, spreadsheets take a semicolon to separate fields. */
const SEPARATORS: Record<Language, { separator: string; decimal: string }> = {
  en: { separator: "comma", decimal: "point" },
  es: { separator: "semicolon", decimal: "comma" },
  fr: { separator: "semicolon", decimal: "comma" },
};

export function buildLineSearch(scope: Scope<Permission>, asked: Asked, language: Language) {
  const query = narrow(scope, asked);
  if (query === null) return null;
  return exportSearchSchema.safeParse({ ...query, bom: "true", ...SEPARATORS[language] });
}

export function buildVarianceSearch(scope: Scope<Permission>, asked: Asked) {
  const query = narrow(scope, asked);
  if (query === null) return null;
  const entries = parseViewQuery(asked.query);
  const { currency } = readVarianceFilters(entries, asked.range.to);
  return varianceExportSchema.safeParse({ ...query, ...(currency === null ? {} : { currency }) });
}
