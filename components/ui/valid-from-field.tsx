/** Asks for the business date from which a new version of a rule applies. */
import { DateInput } from "./date-input";
import { Field } from "./field";

type ValidFromFieldProps = {
  label: string;
  hint?: string;
  error?: string | null;
  value: string;
  onChange: (validFrom: string) => void;
};

export function ValidFromField({ label, hint, error, value, onChange }: ValidFromFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <DateInput {...control} required value={value} onChange={onChange} />}
    </Field>
  );
}
