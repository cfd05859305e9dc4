import "server-only";

/** The table of routes: variances, as charts and reports read them. */
import {
  cashPositionSchema,
  cashSearchSchema,
  controlChartSchema,
  controlSearchSchema,
  varianceExportSchema,
  varianceFilterSchema,
  varianceListSchema,
  varianceSearchSchema,
  varianceSummarySchema,
  watchSchema,
} from "@/lib/contracts/variance";
import { CASH_ROWS_MAX } from "@/lib/domain/variance/cash";
import type { DescribedRoute } from "./described-route";

export const ROUTES_OF_VARIANCES: readonly DescribedRoute[] = [
  {
    method: "get",
    path: "/api/variances",
    permission: "variance:view",
    summary:
      "Net, short, over, sales and counts of lines by day, centre, shift, tender, weekday or two of " +
      "them. Each row is of one currency; more than 50000 rows are refused.",
    query: varianceSearchSchema,
    answer: varianceListSchema,
  },
  {
    method: "get",
    path: "/api/variances/summary",
    permission: "variance:view",
    summary: "Totals per currency of the period, of the one before it, and of a year before.",
    query: varianceFilterSchema,
    answer: varianceSummarySchema,
  },
  {
    method: "get",
    path: "/api/variances/control",
    permission: "variance:view",
    summary: "The usual range of one centre's or till's daily differences, and what breaks it.",
    query: controlSearchSchema,
    answer: controlChartSchema,
  },
  {
    method: "get",
    path: "/api/variances/cash",
    permission: "variance:view",
    summary:
      "Float, cash not deposited yet and the last deposit of the centres with the most of it: 200, " +
      `or up to ${CASH_ROWS_MAX} by limit; totals per currency count all. Looks 31 days back.`,
    query: cashSearchSchema,
    answer: cashPositionSchema,
  },
  {
    method: "get",
    path: "/api/variances/watch",
    permission: "variance:view",
    summary:
      "Patterns worth a look, at most 20: runs, trends, drifts, unusual days, quiet nets, " +
      "differences just under their tolerance, coverage.",
    query: varianceFilterSchema,
    answer: watchSchema,
  },
  {
    method: "get",
    path: "/api/exports/variances/pdf",
    permission: "variance:view",
    summary: "The charts and tables of variances to print, each currency by itself.",
    query: varianceExportSchema,
    answerType: "application/pdf",
  },
  {
    method: "get",
    path: "/api/exports/variances/xlsx",
    permission: "variance:view",
    summary: "The figures behind them as a workbook: a sheet for each series and currency.",
    query: varianceExportSchema,
    answerType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
];
