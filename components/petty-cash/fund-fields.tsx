/** The fields that several forms of a fund have: the day of an entry, and a text of a few lines. */
import { useTranslations } from "next-intl";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { addDays } from "@/lib/domain/business-date";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";

const TEXT_MAX = 2_000;

type FundDateFieldProps = {
  fund: Pick<PettyCash, "closedTo" | "today">;
  value: string;
  onChange: (businessDate: string) => void;
};

/** An entry belongs to the period that is open, and to no day to come. */
export function FundDateField({ fund, value, onChange }: FundDateFieldProps) {
  const t = useTranslations("petty-cash");
  return (
    <Field label={t("date")}>
      {(control) => (
        <DateInput
          {...control}
          {...(fund.closedTo === null ? {} : { min: addDays(fund.closedTo, 1) })}
          max={fund.today}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

type FundTextFieldProps = {
  label: string;
  rows: number;
  value: string;
  onChange: (text: string) => void;
};

export function FundTextField({ label, rows, value, onChange }: FundTextFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Textarea
          {...control}
          rows={rows}
          maxLength={TEXT_MAX}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
