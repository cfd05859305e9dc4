"use client";

/** Chooses one of a few values that have texts. */
import type { ReactNode } from "react";
import { Field } from "./field";
import { Select } from "./input";

type ChoiceProps<Value extends string> = {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  options: readonly { value: Value; text: string }[];
  value: Value;
  onChange: (value: Value) => void;
};

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, hint, error, options, value, onChange } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={({ target }) => {
            const chosen = options.find((option) => option.value === target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
