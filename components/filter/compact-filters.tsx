"use client";

/**
 * Shows the usual filters, and those that are set, in one row without labels; the others open
 * beside a button.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { listNarrowing } from "@/lib/domain/line-filter";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Popover } from "../ui/popover";
import type { FilterProps } from "./filter-props";
import type { Filter } from "./filters";
import { LabelledFilter } from "./labelled-filter";

type CompactFiltersProps = FilterProps & {
  offered: readonly Filter[];
  reset: ReactNode;
  wide: ReactNode;
};

/** Without labels above them, controls may be narrower; they grow where the row has space left. */
const BASES: Record<string, string> = { centreIds: "basis-36", period: "basis-[178px]" };

export function CompactFilters({ offered, reset, wide, ...filter }: CompactFiltersProps) {
  const t = useTranslations("filter");
  const narrowing: readonly string[] = listNarrowing(filter.filters);
  const others = offered.filter(({ inRow, Control }) => inRow !== true && Control !== undefined);
  const set = others.filter(({ id }) => narrowing.includes(id));
  return (
    <>
      {offered
        .filter(({ inRow }) => inRow === true)
        .map(({ id, Control }) =>
          BASES[id] === undefined ? (
            Control !== undefined && <Control key={id} {...filter} />
          ) : (
            <div key={id} className={`max-w-max grow ${BASES[id]}`}>
              {Control !== undefined && <Control {...filter} />}
            </div>
          ),
        )}
      {set.map((one) => (
        <InlineFilter key={one.id} filter={one} {...filter} />
      ))}
      <Popover
        label={t("title")}
        className="grid w-72 gap-3 p-4"
        trigger={(control) => (
          <Button {...control}>
            <Icon name="plus" className="size-3.5" />
            {t("more", { count: set.length })}
          </Button>
        )}
      >
        {others.map((one) => (
          <LabelledFilter key={one.id} filter={one} {...filter} />
        ))}
        {wide}
        {reset}
      </Popover>
    </>
  );
}

/** Its label stands before it, because "Closed" alone may be the day's state or Cashrec's. */
function InlineFilter({ filter, ...props }: FilterProps & { filter: Filter }) {
  const t = useTranslations("filter.labels");
  const { id, width, Control } = filter;
  if (Control === undefined) return null;
  return (
    <div className="flex max-w-64 items-center gap-1.5">
      {width !== undefined && (
        <span aria-hidden="true" className="text-xs text-ink-2">
          {t(id)}
        </span>
      )}
      <Control {...props} />
    </div>
  );
}
