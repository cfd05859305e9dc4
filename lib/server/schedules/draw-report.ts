import "server-only";

/** Makes the file of one recipient with the exports that a page offers, as that person. */
import type { DateRange } from "@/lib/domain/business-date";
import type { LineFilter } from "@/lib/domain/line-filter";
import { type Actor, type Permission, proveAnywhere, type Scope } from "@/lib/domain/permission";
import type { ReportFormat } from "@/lib/domain/schedule/schedule";
import type { ViewPage } from "@/lib/domain/screen/saved-view";
import { exportCsv } from "../exports/csv";
import { exportPdf } from "../exports/pdf";
import { exportVariancesPdf } from "../exports/variance-pdf";
import { exportVariancesXlsx } from "../exports/variance-xlsx";
import { exportXlsx } from "../exports/xlsx";
import type { Reader } from "../language/translations";
import { buildLineSearch, buildVarianceSearch } from "./report-search";

export type ReportAsked = {
  page: ViewPage;
  format: ReportFormat;
  query: string;
  range: DateRange;
};

type Drawn =
  | { response: Response; centreIds: readonly string[] | null; refusal: null }
  | { refusal: "no-rights" | "search-refused" };

/** Throws what an export throws, such as a refusal of too many lines. */
export async function drawReport(actor: Actor, asked: ReportAsked, reader: Reader): Promise<Drawn> {
  const request = requestOf(reader);
  if (asked.page === "variances") {
    const scope = proveAnywhere(actor, "variance:view");
    const search = scope === null ? null : await buildVarianceSearch(scope, asked);
    if (scope === null || search === null) return { refusal: "no-rights" };
    if (!search.success) return { refusal: "search-refused" };
    const draw = asked.format === "xlsx" ? exportVariancesXlsx : exportVariancesPdf;
    const response = await draw(scope, search.data, request);
    return { response, centreIds: centresOf(scope, search.data), refusal: null };
  }
  const scope = proveAnywhere(actor, "reconciliation:view");
  const search = scope === null ? null : await buildLineSearch(scope, asked, reader.language);
  if (scope === null || search === null) return { refusal: "no-rights" };
  if (!search.success) return { refusal: "search-refused" };
  const draw = { csv: exportCsv, pdf: exportPdf, xlsx: exportXlsx }[asked.format];
  const response = await draw(scope, search.data, request);
  return { response, centreIds: centresOf(scope, search.data), refusal: null };
}

/** The file may contain these; null is every centre. */
function centresOf(
  scope: Scope<Permission>,
  { centreIds }: Pick<LineFilter, "centreIds">,
): readonly string[] | null {
  return centreIds.length === 0 ? scope.centreIds : centreIds;
}

/** Exports take the language and the zone of their reader from a browser's cookies. */
function requestOf({ language, timeZone }: Reader): Request {
  const cookie = `language=${language}; zone=${encodeURIComponent(timeZone)}`;
  return new Request("http://counterfoil.invalid", { headers: { cookie } });
}
