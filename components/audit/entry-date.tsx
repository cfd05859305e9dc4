"use client";

/**
 * A date as a filter. A whole date applies at once, whether typed or chosen; half a date changes
 * nothing, and an emptied field takes the filter away once it is left.
 */
import type { FocusEvent } from "react";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";

type EntryDateProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className: string;
};

export function EntryDate({ label, value, onChange, className }: EntryDateProps) {
  const apply = (date: string) => {
    if (date !== "" && date !== value) onChange(date);
  };
  const leave = ({ currentTarget }: FocusEvent<HTMLInputElement>) => {
    if (currentTarget.value.trim() === "" && value !== "") onChange("");
  };
  return (
    <Field label={label} className={className}>
      {(control) => <DateInput {...control} value={value} onChange={apply} onBlur={leave} />}
    </Field>
  );
}
