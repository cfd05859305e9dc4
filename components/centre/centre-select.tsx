"use client";

/** Chooses one centre with a native control and its label. */
import type { ReactNode } from "react";
import { Field } from "../ui/field";
import { Select } from "../ui/input";

type CentreSelectProps = {
  label: string;
  centres: readonly { id: string; name: string }[];
  value: string;
  onChange: (centreId: string) => void;
  className?: string;
  /** These options come before the centres, such as one for all of them. */
  children?: ReactNode;
};

export function CentreSelect(props: CentreSelectProps) {
  const { label, centres, value, onChange, className, children } = props;
  return (
    <Field label={label} {...(className === undefined ? {} : { className })}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {children}
          {centres.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
