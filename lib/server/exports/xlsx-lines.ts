import "server-only";

/**
 * Builds the sheet of lines that people read: fourteen columns under a title, and where subtotals
 * are wanted, the lines of each group above its sums, so that they can be folded away.
 */
import type { Column, ReportLine } from "@/lib/domain/report/report";
import {
  buildGroup,
  createReportSums,
  type Group,
  type Grouping,
  type ReportSums,
  type ReportTotal,
} from "@/lib/domain/report/totals";
import type { Moment } from "../as-of/moment";
import { mapInSteps } from "../give-way";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { buildReadCell, READ_COLUMNS } from "./printed-columns";
import { reportPages } from "./report-lines";
import type { ReportTexts } from "./report-text";
import type { XlsxRow, XlsxTable } from "./xlsx-sheet";
import type { SheetCell } from "./xlsx-xml";

type LinesSheet = {
  filter: ScopedFilter;
  moment: Moment;
  texts: ReportTexts;
  grouping: Grouping;
  /** The sums of all lines, which tell the groups; they are complete once rows are requested. */
  sums: ReportSums;
};

const WIDTHS: Record<Column["kind"], number> = {
  text: 14,
  date: 12,
  instant: 17,
  money: 14,
  integer: 10,
};
const WIDE: Record<string, number> = { centre_name: 24, reason: 26, explanation: 40 };

export function readLinesTable(sheet: LinesSheet): XlsxTable {
  const { texts } = sheet;
  return {
    name: texts.t("sheets.lines"),
    position: 0,
    intro: [texts.title, ...texts.notes],
    columns: READ_COLUMNS.map(({ column: { name, kind } }) => ({
      head: texts.t(`columns.${name}`),
      width: WIDE[name] ?? WIDTHS[kind],
      isFigure: kind === "money" || kind === "integer",
    })),
    rows: sheet.grouping === "none" ? plainRows(sheet) : groupedRows(sheet),
  };
}

async function* plainRows({ filter, moment, texts }: LinesSheet): AsyncGenerator<XlsxRow[]> {
  for await (const lines of reportPages(filter, moment)) {
    yield await mapInSteps(lines, (line) => ({ cells: cellsOf(line, texts) }));
  }
}

/** Each group is read by itself, because lines come by day, and a report may have a million. */
async function* groupedRows(sheet: LinesSheet): AsyncGenerator<XlsxRow[]> {
  const { filter, moment, texts, grouping, sums } = sheet;
  for (const { group } of sums.groups()) {
    const own = createReportSums("none");
    for await (const lines of reportPages(narrow(filter, grouping, group), moment)) {
      const member = lines.filter((line) => buildGroup(line, grouping).key === group.key);
      own.add(member);
      yield await mapInSteps(member, (line) => ({ cells: cellsOf(line, texts), level: 1 }));
    }
    const name = texts.group(grouping, group);
    yield own.totals().map((total) => ({ cells: totalCells(total, name, texts), bold: true }));
  }
}

function narrow(filter: ScopedFilter, grouping: Grouping, { key }: Group): ScopedFilter {
  switch (grouping) {
    case "none":
      return filter;
    case "centre":
      return { ...filter, centreIds: key === null ? [] : [key] };
    case "day":
      return key === null ? filter : { ...filter, from: key, to: key };
    case "reason":
      // The filter for lines without a reason leaves out those that need none.
      return key === null ? filter : { ...filter, reasons: [key] };
  }
}

function cellsOf(line: ReportLine, texts: ReportTexts): SheetCell[] {
  return READ_COLUMNS.map((column) => buildReadCell(column, line, texts));
}

/** The label stands in the first column, the sums below the figures that they are of. */
function totalCells(total: ReportTotal, group: string, { t }: ReportTexts): SheetCell[] {
  const { currency } = total;
  const figures: Record<string, SheetCell> = {
    currency: { kind: "text", text: currency },
    expected: { kind: "money", amount: total.expected, currency },
    counted: { kind: "money", amount: total.counted, currency },
    difference: { kind: "money", amount: total.net, currency },
  };
  return READ_COLUMNS.map(
    ({ column }, at): SheetCell =>
      figures[column.name] ?? {
        kind: "text",
        text: at === 0 ? t("total-of", { group, currency }) : null,
      },
  );
}
