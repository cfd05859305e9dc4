"use client";

/** Shows the heads of the columns. Those of figures are buttons that sort. */
import { useTranslations } from "next-intl";
import type { LineSort } from "@/lib/domain/screen/line-filters";
import { Checkbox } from "../ui/checkbox";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { usePrinting } from "../ui/lazy/use-printing";
import { ariaSort, isSortable, nextSort } from "./lines-columns";

type LinesHeadProps = {
  columns: readonly string[];
  sort: LineSort;
  onSort: (sort: LineSort) => void;
  all: boolean | "indeterminate";
  onSelectAll: (all: boolean) => void;
};

export function LinesHead({ columns, sort, onSort, all, onSelectAll }: LinesHeadProps) {
  // A browser does not repeat buttons on the further pages of paper.
  const printing = usePrinting();
  const t = useTranslations("reconciliation.table");
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((id) => (
          <th
            key={id}
            scope="col"
            aria-sort={ariaSort(id, sort)}
            className={classNames(
              "sticky top-0 z-6 sm:h-7! short:static",
              HEADS[id] ?? "phone:hidden",
            )}
          >
            {id === "select" ? (
              <Checkbox
                aria-label={t("select-all")}
                className="selecting:m-0 selecting:h-8 selecting:w-11"
                checked={all}
                onCheckedChange={onSelectAll}
              />
            ) : isSortable(id) && !printing ? (
              <SortButton id={id} sort={sort} onSort={onSort} />
            ) : (
              t(`heads.${id}`)
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type SortButtonProps = { id: string; sort: LineSort; onSort: (sort: LineSort) => void };

function SortButton({ id, sort, onSort }: SortButtonProps) {
  const t = useTranslations("reconciliation");
  const order = ariaSort(id, sort);
  const next = nextSort(id, sort);
  return (
    <button
      type="button"
      onClick={() => onSort(next)}
      title={t("table.sort-by", { order: t(`sorts.${next}`) })}
      className="inline-flex h-6 items-center gap-1 font-medium hover:text-ink hover:underline"
    >
      {order !== undefined && (
        <Icon name={order === "ascending" ? "chevron-up" : "chevron-down"} className="size-3" />
      )}
      {t(`table.heads.${id}`)}
      {order !== undefined && <span className="sr-only">, {t(`sorts.${sort}`)}</span>}
    </button>
  );
}

/** The classes of the cells of a head; a phone has no other column. */
export const HEADS: Record<string, string> = {
  select: "pr-0 phone:hidden selecting:table-cell selecting:p-0",
  shift: "phone:pl-4 selecting:pl-1",
  tender: "truncate phone:hidden",
  expected: "money phone:hidden",
  counted: "money phone:pl-1",
  difference: "money perf phone:pr-4 sm:pl-6",
  verdict: "line-verdict",
  explanation: "truncate phone:hidden",
};
