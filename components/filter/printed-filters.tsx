"use client";

/** On paper, where no control is drawn: what the figures were narrowed to, in one line. */
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
