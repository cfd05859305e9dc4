"use client";

/** Provides the control of each filter that both pages have. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { tendersQuery } from "@/lib/client/reconciliations";
import { DAY_STATES } from "@/lib/domain/day";
import { datesOf } from "@/lib/domain/screen/line-filters";
import { Checkbox } from "../ui/checkbox";
import { DateRangePicker } from "../ui/date-range";
import type { FilterProps } from "./filter-props";
import { ListChoice } from "./list-choice";
import { OrganisationChoice } from "./organisation-choice";

export function CentreChoice(props: FilterProps) {
  const { filters, onChange, offer } = props;
  return <OrganisationChoice chosen={filters} onChange={onChange} offer={offer} />;
}

export function PeriodChoice({ filters, onChange, today }: FilterProps) {
  const t = useTranslations("filter.labels");
  return (
    <DateRangePicker
      label={t("period")}
      value={datesOf(filters.period, today)}
      today={today}
      onChange={(range, preset) => onChange({ period: preset ?? range })}
      className="w-full"
    />
  );
}

export function TenderChoice(props: FilterProps) {
  const { data: tenders = [] } = useQuery(tendersQuery());
  const options = tenders.map(({ tenderId, tenderName }) => ({
    value: tenderId,
    label: tenderName ?? tenderId,
    ...(tenderName === null ? {} : { hint: tenderId }),
  }));
  return <ListChoice {...props} field="tenderIds" options={options} />;
}

export function StateChoice(props: FilterProps) {
  const t = useTranslations("filter.states");
  const options = DAY_STATES.map((state) => ({ value: state, label: t(state) }));
  return <ListChoice {...props} field="states" options={options} />;
}

export function DifferencesOnly({ filters, onChange }: FilterProps) {
  const t = useTranslations("filter.labels");
  return (
    <Checkbox
      label={t("differencesOnly")}
      checked={filters.differencesOnly}
      onCheckedChange={(differencesOnly) => onChange({ differencesOnly })}
    />
  );
}

export function FindingsOnly({ filters, onChange }: FilterProps) {
  const t = useTranslations("filter.labels");
  return (
    <Checkbox
      label={t("findingsOnly")}
      checked={filters.findingsOnly}
      onCheckedChange={(findingsOnly) => onChange({ findingsOnly })}
    />
  );
}
