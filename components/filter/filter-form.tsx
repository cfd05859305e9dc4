"use client";

/**
 * Lays out the filters of a page: in a row, or the usual ones in a row and the others behind a
 * button; on a phone the dates directly and the others in a dialog.
 */
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { countNarrowing } from "@/lib/domain/line-filter";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { PeriodChoice } from "./choices";
import { CompactFilters } from "./compact-filters";
import type { FilterProps } from "./filter-props";
import type { Filter } from "./filters";
import { LabelledFilter } from "./labelled-filter";
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
  /** One row without labels leaves the page to what is filtered. */
  compact?: boolean;
  /** It stands with the filters: at the end of the row, or behind the button of a compact one. */
  wide?: ReactNode;
  /** It stands at the end of the dialog. */
  narrow?: ReactNode;
  /** It stands beside the filters of a phone, in a row that scrolls sideways. */
  phone?: ReactNode;
  /** It stands at the end of a compact row, and in the dialog. */
  children?: ReactNode;
};

export function FilterForm(props: FilterFormProps) {
  const { shown, label, show, onReset, search, compact, wide, narrow, phone, children, ...filter } =
    props;
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
      className={classNames("no-print px-edge", compact ? "py-2" : "pb-4 max-sm:pb-3")}
    >
      <div
        className={classNames(
          "flex flex-wrap max-sm:hidden",
          compact ? "items-center gap-x-2 gap-y-1" : "items-end gap-3",
        )}
      >
        {compact ? (
          <CompactFilters {...filter} offered={offered} reset={reset} wide={wide} />
        ) : (
          <>
            {offered.map((one) => (
              <LabelledFilter key={one.id} filter={one} className={one.width} {...filter} />
            ))}
            {reset}
            {wide}
          </>
        )}
        {children}
      </div>
      <PhoneFilters
        dates={<PeriodChoice {...filter} />}
        narrowing={narrowing}
        show={show}
        beside={phone}
      >
        {offered
          .filter(({ id }) => id !== "period")
          .map((one) => (
            <LabelledFilter key={one.id} filter={one} {...filter} />
          ))}
        {children}
        {narrow}
        {reset}
      </PhoneFilters>
    </form>
  );
}
