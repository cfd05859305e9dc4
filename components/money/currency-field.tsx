/** Chooses one of the currencies in which centres trade. */
import { Field } from "../ui/field";
import { Select } from "../ui/input";

type CurrencyFieldProps = {
  label: string;
  currencies: readonly string[];
  value: string;
  /** The centre that was chosen beside it has one currency. */
  disabled: boolean;
  onChange: (currency: string) => void;
};

export function CurrencyField(props: CurrencyFieldProps) {
  const { label, currencies, value, disabled, onChange } = props;
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value}
          disabled={disabled}
          onChange={({ target }) => onChange(target.value)}
        >
          {currencies.map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
