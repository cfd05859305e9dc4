import "server-only";

/**
 * Builds the sheet of totals: a row per group and currency, and the totals of everything in bold.
 */
import type { Minor } from "@/lib/domain/money";
import type { Cell } from "@/lib/domain/report/report";
import {
  countCompared,
  type Group,
  type Grouping,
  countLines,
  type ReportSums,
  type ReportTotal,
} from "@/lib/domain/report/totals";
import type { ReportTexts } from "./report-text";
import type { XlsxColumn, XlsxRow, XlsxTable } from "./xlsx-sheet";

/** These columns of the report identify the group. */
const GROUP_COLUMNS: Record<Grouping, readonly string[]> = {
  none: [],
  centre: ["centre_id", "centre_name"],
  day: ["business_date"],
  reason: ["reason"],
};
const FIGURES = ["expected", "counted", "net", "short", "over", "uncounted", "unexpected"] as const;

/** Its rows are requested once every line has been added to the sums. */
export function totalsTable(texts: ReportTexts, grouping: Grouping, sums: ReportSums): XlsxTable {
  return {
    name: nameOf(texts),
    columns: headsOf(texts, grouping),
    rows: rowsOf(texts, grouping, sums),
    notes: () => [texts.title, ...texts.notes],
  };
}

function nameOf({ t }: ReportTexts): string {
  return t("sheets.totals");
}

function headsOf({ t }: ReportTexts, grouping: Grouping): XlsxColumn[] {
  return [
    ...GROUP_COLUMNS[grouping].map((name) => ({ head: t(`columns.${name}`), width: 24 })),
    { head: t("totals.currency"), width: 10 },
    ...(["lines", "compared"] as const).map((name) => ({
      head: t(`totals.${name}`),
      width: 12,
      isFigure: true,
    })),
    ...FIGURES.map((name) => ({ head: t(`totals.${name}`), width: 18, isFigure: true })),
  ];
}

async function* rowsOf(
  texts: ReportTexts,
  grouping: Grouping,
  sums: ReportSums,
): AsyncGenerator<XlsxRow[]> {
  const groups = sums.groups().flatMap(({ group, totals }) => {
    const head = groupCells(texts, grouping, group);
    return totals.map((total) => ({ cells: [...head, ...cellsOf(total)] }));
  });
  yield await Promise.resolve(groups);
  const all = GROUP_COLUMNS[grouping].map((_, at) => text(at === 0 ? texts.t("totals.all") : null));
  yield sums.totals().map((total) => ({ cells: [...all, ...cellsOf(total)], bold: true }));
}

function groupCells(texts: ReportTexts, grouping: Grouping, group: Group): Cell[] {
  switch (grouping) {
    case "none":
      return [];
    case "centre":
      return [text(group.key), text(group.name)];
    case "day":
      return [group.key === null ? text(null) : { kind: "date", date: group.key }];
    case "reason":
      return [text(texts.group(grouping, group))];
  }
}

function cellsOf(total: ReportTotal): Cell[] {
  const { currency } = total;
  const money = (amount: Minor): Cell => ({ kind: "money", amount, currency });
  return [
    text(currency),
    { kind: "integer", value: countLines(total) },
    { kind: "integer", value: countCompared(total) },
    ...FIGURES.map((figure) => money(total[figure])),
  ];
}

function text(value: string | null): Cell {
  return { kind: "text", text: value };
}
