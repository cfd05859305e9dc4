"use client";

/** A typed filter applies on blur or Enter, and never with half a value. */
import { type ComponentProps, useState } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type EntryFieldProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
};

export function EntryField({ label, value, onChange, className, ...rest }: EntryFieldProps) {
  const [draft, setDraft] = useState(value);
  const commit = (input: HTMLInputElement) => {
    if (input.value !== value && input.checkValidity()) onChange(input.value);
  };
  return (
    <Field label={label} {...(className === undefined ? {} : { className })}>
      {(control) => (
        <Input
          {...control}
          {...rest}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={(event) => commit(event.currentTarget)}
          onKeyDown={(event) => {
            if (event.key === "Enter") commit(event.currentTarget);
          }}
        />
      )}
    </Field>
  );
}
