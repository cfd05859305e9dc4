"use client";

/** Chooses one or several of a list; none means any. */
import { useTranslations } from "next-intl";
import { type ListField, narrowTo } from "@/lib/domain/line-filter";
import { Combobox } from "../ui/combobox";
import type { Option, ServerSearch } from "../ui/combobox-options";
import type { FilterProps } from "./filter-props";

type ListChoiceProps = Pick<FilterProps, "filters" | "onChange"> & {
  field: ListField;
  options: readonly Option[];
  /** Where the server searches: what is typed, and the options that are chosen. */
  search?: (ServerSearch & { text: string; chosen: readonly Option[] }) | undefined;
};

export function ListChoice({ field, options, filters, onChange, search }: ListChoiceProps) {
  const t = useTranslations("filter");
  const chosen: readonly string[] = filters[field];
  const all = withChosen([...options, ...(search?.chosen ?? [])], chosen);
  const only = all.find(({ value }) => chosen.length === 1 && value === chosen[0]);
  return (
    <Combobox
      label={t(`labels.${field}`)}
      options={search === undefined || search.text === "" ? all : [...options]}
      {...(only === undefined ? {} : { summary: only.label })}
      search={search}
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
