"use client";

/**
 * Lays out the filters of a page: in a row, and on a phone the dates directly and the others in a
 * dialog.
 */
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { countNarrowing } from "@/lib/domain/line-filter";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { PeriodChoice } from "./choices";
import type { FilterProps } from "./filter-props";
import type { Filter } from "./filters";
import { PhoneFilters } from "./phone-filters";

type FilterFormProps = FilterProps & {
  shown: readonly Filter[];
  /** Names the form. */
  label: string;
  /** This label closes the dialog of a phone and says what is shown then. */
  show: string;
  onReset: () => void;
  /** The key `/` focuses this. */
  search: RefObject<HTMLFormElement | null>;
  /** It stands at the end of the row. */
  wide?: ReactNode;
  /** It stands at the end of the dialog. */
  narrow?: ReactNode;
};

export function FilterForm(props: FilterFormProps) {
  const { shown, label, show, onReset, search, wide, narrow, ...filter } = props;
  const t = useTranslations("filter");
  const narrowing = countNarrowing(filter.filters);
  const offered = shown.filter(({ isOffered }) => isOffered?.(filter) ?? true);
  const reset = narrowing > 0 && (
    <Button kind="bare" onClick={onReset}>
      {t("reset")}
    </Button>
  );
  return (
    <form
      ref={search}
      method="post"
      role="search"
      aria-label={label}
      onSubmit={(event) => event.preventDefault()}
      className="no-print px-edge pb-4 max-sm:pb-3"
    >
      <div className="flex flex-wrap items-end gap-3 max-sm:hidden">
        {offered.map((one) => (
          <Labelled key={one.id} filter={one} className={one.width} {...filter} />
        ))}
        {reset}
        {wide}
      </div>
      <PhoneFilters dates={<PeriodChoice {...filter} />} narrowing={narrowing} show={show}>
        {offered
          .filter(({ id }) => id !== "period")
          .map((one) => (
            <Labelled key={one.id} filter={one} {...filter} />
          ))}
        {narrow}
        {reset}
      </PhoneFilters>
    </form>
  );
}

type LabelledProps = FilterProps & { filter: Filter; className?: string | undefined };

/** The control has a name of its own for screen readers; this is the visible label. */
function Labelled({ filter, className, ...props }: LabelledProps) {
  const t = useTranslations("filter.labels");
  const { id, width, Control } = filter;
  if (Control === undefined) return null;
  if (width === undefined) return <Control {...props} />;
  return (
    <div className={classNames("grid gap-0.5", className)}>
      <span aria-hidden="true" className="text-xs text-ink-2">
        {t(id)}
      </span>
      <Control {...props} />
    </div>
  );
}
