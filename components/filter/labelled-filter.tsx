"use client";

/** Puts the visible label of a filter above its control. */
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";
import type { FilterProps } from "./filter-props";
import type { Filter } from "./filters";

type LabelledFilterProps = FilterProps & { filter: Filter; className?: string | undefined };

/** The control has a name of its own for screen readers; this is the visible label. */
export function LabelledFilter({ filter, className, ...props }: LabelledFilterProps) {
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
