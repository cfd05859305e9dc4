"use client";

/** Chooses one or several of a list; none means any. */
import { useTranslations } from "next-intl";
import { type ListField, narrowTo } from "@/lib/domain/line-filter";
import { Combobox } from "../ui/combobox";
import type { Option } from "../ui/combobox-options";
import type { FilterProps } from "./filter-props";

type ListChoiceProps = Pick<FilterProps, "filters" | "onChange"> & {
  field: ListField;
  options: readonly Option[];
};

export function ListChoice({ field, options, filters, onChange }: ListChoiceProps) {
  const t = useTranslations("filter");
  const chosen: readonly string[] = filters[field];
  return (
    <Combobox
      label={t(`labels.${field}`)}
      options={withChosen(options, chosen)}
      selected={[...chosen]}
      onChange={(values) => onChange(narrowTo(field, values))}
      all={t(`any.${field}`)}
      className="w-full"
    />
  );
}

/** It lists each once, and also those that only the address names. */
function withChosen(options: readonly Option[], chosen: readonly string[]): Option[] {
  const known = new Map(options.map((one) => [one.value, one]));
  for (const id of chosen) if (!known.has(id)) known.set(id, { value: id, label: id });
  return [...known.values()];
}
