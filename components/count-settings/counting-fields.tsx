"use client";

/** Chooses what a counter may know, which days are approved, and how often a line is counted. */
import { useTranslations } from "next-intl";
import type { Counting } from "@/lib/contracts/count-settings";
import { BLIND_MODES, RECOUNTS_MAX_MAX } from "@/lib/domain/till-count/blind-count";
import { Field } from "../ui/field";
import { Select } from "../ui/input";

const APPROVALS = ["always", "above-limit"] as const;
const RECOUNTS = Array.from({ length: RECOUNTS_MAX_MAX + 1 }, (_, count) => count);

type CountingFieldsProps = {
  chosen: Counting;
  onChoose: (chosen: Counting) => void;
  /** It tells the radio buttons of two forms on one page apart. */
  name: string;
};

export function CountingFields({ chosen, onChoose, name }: CountingFieldsProps) {
  const t = useTranslations("counting");
  return (
    <>
      <Choice
        legend={t("blind")}
        name={`${name}-blindMode`}
        values={BLIND_MODES}
        chosen={chosen.blindMode}
        onChoose={(blindMode) => onChoose({ ...chosen, blindMode })}
        describe={(mode) => ({ label: t(`blind-mode.${mode}`), hint: t(`blind-hint.${mode}`) })}
      />
      <Choice
        legend={t("approval")}
        name={`${name}-approval`}
        values={APPROVALS}
        chosen={chosen.approval}
        onChoose={(approval) => onChoose({ ...chosen, approval })}
        describe={(when) => ({
          label: t(`approval-when.${when}`),
          hint: t(`approval-hint.${when}`),
        })}
      />
      <Field label={t("recounts")} hint={t("recounts-hint")} className="max-w-[60ch]">
        {(control) => (
          <Select
            {...control}
            className="max-w-24"
            value={chosen.recountsMax}
            onChange={({ target }) => onChoose({ ...chosen, recountsMax: Number(target.value) })}
          >
            {RECOUNTS.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}

type ChoiceProps<T extends string> = {
  legend: string;
  name: string;
  values: readonly T[];
  chosen: T;
  onChoose: (value: T) => void;
  describe: (value: T) => { label: string; hint: string };
};

function Choice<T extends string>(props: ChoiceProps<T>) {
  const { legend, name, values, chosen, onChoose, describe } = props;
  return (
    <fieldset className="min-w-0">
      <legend className="w-full border-b border-ink pb-1 text-md font-semibold">{legend}</legend>
      {values.map((value) => {
        const { label, hint } = describe(value);
        return (
          <label
            key={value}
            className="flex min-h-11 items-start gap-3 border-b border-rule py-2.5 hover:bg-hover"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="block font-medium">{label}</span>
              <span className="block max-w-[70ch] text-sm text-ink-2">{hint}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
