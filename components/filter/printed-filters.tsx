"use client";

/** Prints which filters narrowed the figures, in one line, because controls are not printed. */
import { classNames } from "../ui/class-names";
import type { PrintedProps } from "./filter-props";
import type { Filter } from "./filters";

type PrintedFiltersProps = PrintedProps & { shown: readonly Filter[]; className: string };

export function PrintedFilters({ shown, className, ...printed }: PrintedFiltersProps) {
  return (
    <p className={classNames("print-only empty:hidden!", className)}>
      {shown.map(({ id, Printed }) => Printed !== undefined && <Printed key={id} {...printed} />)}
    </p>
  );
}
