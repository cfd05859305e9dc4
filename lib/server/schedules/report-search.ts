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
import { isWithinReach } from "../organisation/chosen-nodes";

type Asked = { query: string; range: DateRange };

/** Null when the view names centres or nodes, and the reader sees none of them. */
async function narrow(
  scope: Scope<Permission>,
  { query, range }: Asked,
): Promise<Record<string, string | string[]> | null> {
  const { centreIds: own } = scope;
  const narrowing = readNarrowing(parseViewQuery(query));
  const centreIds = narrowing.centreIds.filter((id) => own === null || own.includes(id));
  if (narrowing.centreIds.length > 0 && centreIds.length === 0) return null;
  const nodeIds: string[] = [];
  for (const id of narrowing.nodeIds) {
    if (await isWithinReach(scope, { centreIds: [], nodeIds: [id] })) nodeIds.push(id);
  }
  if (narrowing.nodeIds.length > 0 && nodeIds.length === 0) return null;
  return filterQuery({ ...narrowing, ...range, centreIds, nodeIds, asOf: null });
}

/** Where a decimal comma is usual, spreadsheets take a semicolon to separate fields. */
const SEPARATORS: Record<Language, { separator: string; decimal: string }> = {
  en: { separator: "comma", decimal: "point" },
  es: { separator: "semicolon", decimal: "comma" },
  fr: { separator: "semicolon", decimal: "comma" },
};

export async function buildLineSearch(scope: Scope<Permission>, asked: Asked, language: Language) {
  const query = await narrow(scope, asked);
  if (query === null) return null;
  return exportSearchSchema.safeParse({ ...query, bom: "true", ...SEPARATORS[language] });
}

export async function buildVarianceSearch(scope: Scope<Permission>, asked: Asked) {
  const query = await narrow(scope, asked);
  if (query === null) return null;
  const entries = parseViewQuery(asked.query);
  const { currency } = readVarianceFilters(entries, asked.range.to);
  return varianceExportSchema.safeParse({ ...query, ...(currency === null ? {} : { currency }) });
}
