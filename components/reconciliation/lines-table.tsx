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
      data-named={named ? "" : undefined}
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
          // app/lines-columns.css has its width.
          <col key={id} data-column={id} />
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
