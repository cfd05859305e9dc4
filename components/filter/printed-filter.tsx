"use client";

/** Prints one filter, or nothing where it is not set. */
import { useTranslations } from "next-intl";
import type { NarrowingField } from "@/lib/domain/line-filter";

type PrintedFilterProps = { field: NarrowingField; names: readonly string[] };

export function PrintedFilter({ field, names }: PrintedFilterProps) {
  const t = useTranslations("filter.printed");
  if (names.length === 0) return null;
  return (
    <span className="not-first:before:mx-1 not-first:before:content-['·']">
      {t(field, { names: names.join(", ") })}
    </span>
  );
}
