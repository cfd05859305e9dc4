"use client";

/**
 * Shows the ledger: lines by centre and date, or sorted by a figure. It is a real table of which
 * only the rows near the window are drawn; its rows are one tab stop.
 */
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef } from "react";
import type { Day, LineRow as Line, Total } from "@/lib/contracts/reconciliation";
import type { Density, LineSort } from "@/lib/domain/screen/line-filters";
import { formatLineKey } from "@/lib/domain/keys";
import { classNames } from "../ui/class-names";
import { usePrinting } from "../ui/lazy/use-printing";
import type { ChangeSelection, Selection } from "./selection";
import { listColumns } from "./lines-columns";
import { LinesHead } from "./lines-head";
import { listItems } from "./lines-items";
import { countLines, TotalsRows } from "./totals-rows";
import { useChosenLine } from "./use-chosen-line";
import { useOpenLine } from "./use-open-line";
import { useRovingRow } from "./use-roving-row";
import { useRowLayout } from "./use-row-layout";
import { VirtualRows } from "./virtual-rows";

type LinesTableProps = {
  lines: readonly Line[];
  days: readonly Day[];
  totals: readonly Total[];
  /** It is false while there are more lines to load. */
  complete: boolean;
  sort: LineSort;
  onSort: (sort: LineSort) => void;
  density: Density;
  /** A phone shows the checkboxes too. */
  selecting: boolean;
  selected: Selection;
  onSelected: ChangeSelection;
  /** It is called when the reader scrolls near the end of what is loaded. */
  onNearEnd: () => void;
};

export function LinesTable(props: LinesTableProps) {
  const { lines, days, totals, complete, sort, onSort, density, selecting } = props;
  const { selected, onSelected } = props;
  const t = useTranslations("reconciliation.table");
  const element = useRef<HTMLTableElement>(null);
  const alone = sort !== "date";
  const items = useMemo(
    () => listItems(lines, days, { grouped: !alone, complete }),
    [lines, days, alone, complete],
  );
  const select = useCallback(
    (id: string) =>
      onSelected((current) => {
        const { [id]: isSelected, ...others } = current;
        return isSelected === true ? others : { ...current, [id]: true };
      }),
    [onSelected],
  );
  const chosen = Object.keys(selected).length;
  const expected = useMemo(() => countItems(totals, !alone), [totals, alone]);
  const layout = useRowLayout({ items, expected, density, body: element });
  const opening = useOpenLine(items);
  const roving = useRovingRow({
    items,
    table: element,
    scrollTo: layout.scrollTo,
    onOpen: opening.open,
    onSelect: select,
    onChoose: opening.choose,
    chosen: opening.chosen,
  });
  const onMore = complete ? undefined : props.onNearEnd;
  useChosenLine({
    items,
    table: element,
    chosen: opening.chosen,
    current: roving.current,
    onMore,
    onPoint: roving.point,
  });
  const printing = usePrinting();
  const named = alone || printing;
  const columns = listColumns({ named, selectable: !printing });
  const beforeSums = columns.indexOf("expected");
  return (
    <table
      ref={element}
      data-desk-paper=""
      data-selecting={selecting || chosen > 0 ? "" : undefined}
      aria-rowcount={complete ? items.length + 1 : -1}
      onClick={opening.onClick}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
      className={classNames(TABLE, density === "comfortable" && "sm:[--row:36px]")}
    >
      <caption className="sr-only">{t("caption", { count: lines.length })}</caption>
      <colgroup>
        {columns.map((id) => (
          <col key={id} className={classNames(WIDTHS[id], (named ? NAMED : NAMES)[id])} />
        ))}
      </colgroup>
      <LinesHead
        columns={columns}
        sort={sort}
        onSort={onSort}
        all={chosen === 0 ? false : chosen < lines.length ? "indeterminate" : true}
        onSelectAll={(all) => onSelected(() => (all ? selectAll(lines) : {}))}
      />
      <VirtualRows
        layout={layout}
        items={items}
        current={roving.current}
        chosen={opening.chosen}
        asOf={opening.asOf}
        named={named}
        columns={beforeSums}
        selected={selected}
        onSelect={select}
        onNearEnd={onMore}
      />
      <TotalsRows totals={totals} columns={beforeSums} />
    </table>
  );
}

/** Each day of a grouped list has a head. */
function countItems(totals: readonly Total[], grouped: boolean) {
  const add = (count: (total: Total) => number) =>
    totals.reduce((sum, total) => sum + count(total), 0);
  return {
    group: grouped ? add(({ dayCount }) => dayCount) : 0,
    line: add((total) => countLines(total).all),
  };
}

function selectAll(lines: readonly Line[]): Selection {
  return Object.fromEntries(lines.map((line) => [formatLineKey(line), true]));
}

const TABLE = "ledger table-fixed print:[&_.truncate]:whitespace-normal";

const SUM = "w-[112px] min-[1400px]:w-[132px] beside:w-[100px]! print:w-[84px]";
const WIDTHS: Record<string, string> = {
  select: "w-[51px] phone:hidden selecting:table-column selecting:w-11",
  centre: "w-[190px] phone:hidden beside:w-[130px] print:w-[200px]",
  shift: "print:w-[80px]",
  till: "phone:hidden print:w-[70px]",
  tender: "phone:hidden print:w-[104px]",
  expected: `${SUM} phone:hidden`,
  counted: SUM,
  difference: "w-[136px] phone:w-[128px] beside:w-[112px] print:w-[96px]",
  verdict: "w-[158px] max-[1099px]:w-[44px] phone:hidden beside:w-[44px] print:w-[120px]",
  explanation:
    "w-[190px] min-[1100px]:w-[230px] min-[1400px]:w-auto phone:w-0 beside:w-auto! print:w-auto",
};

/** On a wide screen, names stay together at the left and leave the rest to the explanation. */
const NAMES: Record<string, string> = {
  shift: "min-[1400px]:w-[126px] beside:w-[92px]!",
  till: "min-[1400px]:w-[100px] beside:w-[76px]!",
  tender: "min-[1400px]:w-[150px] beside:w-[100px]!",
};

/** With a column for the centre, they leave beside a panel only what a short name needs. */
const NAMED: Record<string, string> = {
  centre: "beside:w-[150px]!",
  shift: "beside:w-[82px]",
  till: "beside:w-[62px]",
  tender: "beside:w-[94px]",
  expected: "beside:w-[88px]!",
  counted: "beside:w-[88px]!",
  difference: "beside:w-[104px]!",
  verdict: "beside:w-[36px]!",
};
