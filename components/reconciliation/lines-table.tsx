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
import type { ChangeSelection, Selection } from "./selection";
import { listColumns } from "./lines-columns";
import { LinesHead } from "./lines-head";
import { listItems } from "./lines-items";
import { countLines, TotalsRows } from "./totals-rows";
import { useChosenLine } from "./use-chosen-line";
import { useOpenLine } from "./use-open-line";
import { useRovingRow } from "./use-roving-row";
import { useVirtualLines } from "./use-virtual-lines";
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
  selected: Selection;
  onSelected: ChangeSelection;
  /** It is called when the reader scrolls near the end of what is loaded. */
  onNearEnd: () => void;
};

export function LinesTable(props: LinesTableProps) {
  const { lines, days, totals, complete, sort, onSort, density, selected, onSelected } = props;
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
  const opening = useOpenLine(items);
  const roving = useRovingRow({
    items,
    table: element,
    scrollTo: (index) => virtual.scrollTo(index),
    onOpen: opening.open,
    onSelect: select,
    onChoose: opening.choose,
    chosen: opening.chosen,
  });
  const expected = useMemo(() => countItems(totals, !alone), [totals, alone]);
  const virtual = useVirtualLines({
    items,
    expected,
    density,
    body: element,
    current: roving.current,
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
  const columns = listColumns(alone);
  return (
    <table
      ref={element}
      aria-rowcount={complete ? items.length + 1 : -1}
      onClick={opening.onClick}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
      className={classNames("ledger table-fixed", density === "comfortable" && "sm:[--row:36px]")}
    >
      <caption className="sr-only">{t("caption", { count: lines.length })}</caption>
      <colgroup>
        {columns.map((id) => (
          <col key={id} className={classNames(WIDTHS[id], !alone && NAMES[id])} />
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
        virtual={virtual}
        items={items}
        current={roving.current}
        chosen={opening.chosen}
        alone={alone}
        selected={selected}
        onSelect={select}
        onNearEnd={onMore}
      />
      <TotalsRows totals={totals} alone={alone} />
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

const WIDTHS: Record<string, string> = {
  select: "w-[51px] max-sm:hidden",
  centre: "w-[190px] max-sm:hidden beside:w-[130px]",
  till: "max-sm:hidden",
  tender: "max-sm:hidden",
  expected: "w-[112px] min-[1400px]:w-[132px] max-sm:hidden beside:w-[100px]!",
  counted: "w-[112px] min-[1400px]:w-[132px] beside:w-[100px]!",
  difference: "w-[136px] max-sm:w-[128px] beside:w-[112px]",
  verdict: "w-[158px] max-[1099px]:w-[44px] max-sm:hidden beside:w-[44px]",
  explanation: "w-[190px] min-[1100px]:w-[230px] min-[1400px]:w-auto max-sm:hidden beside:w-auto!",
};

/** On a wide screen, names stay together at the left and leave the rest to the explanation. */
const NAMES: Record<string, string> = {
  shift: "min-[1400px]:w-[126px] beside:w-[92px]!",
  till: "min-[1400px]:w-[100px] beside:w-[76px]!",
  tender: "min-[1400px]:w-[150px] beside:w-[100px]!",
};
