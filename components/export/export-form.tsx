"use client";

/** Chooses the file format, by what its subtotals are grouped, and the separators of a CSV file. */
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type ExportChoice, type Format, FORMATS } from "@/lib/client/exports";
import type { CsvFormat } from "@/lib/domain/report/csv";
import { type Grouping, GROUPINGS } from "@/lib/domain/report/totals";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/input";

const SEPARATORS = {
  "comma-point": { separator: "comma", decimal: "point" },
  "semicolon-comma": { separator: "semicolon", decimal: "comma" },
  "tab-point": { separator: "tab", decimal: "point" },
  "tab-comma": { separator: "tab", decimal: "comma" },
} as const satisfies Record<string, CsvFormat>;
type Separators = keyof typeof SEPARATORS;

export function ExportForm({ onChoose }: { onChoose: (choice: ExportChoice) => void }) {
  const t = useTranslations("export");
  const language = useLocale();
  const [format, setFormat] = useState<Format>("xlsx");
  const [groupBy, setGroupBy] = useState<Grouping>("none");
  const [separators, setSeparators] = useState<Separators>(
    language === "en" ? "comma-point" : "semicolon-comma",
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (format === "csv") onChoose({ format, groupBy: "none", csv: SEPARATORS[separators] });
    else onChoose({ format, groupBy });
  };
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <Choice
        label={t("format")}
        hint={t(`format-hints.${format}`)}
        options={FORMATS.map((each) => [each, t(`formats.${each}`)])}
        value={format}
        onChange={setFormat}
      />
      {format === "csv" ? (
        <Choice
          label={t("separators")}
          options={listKeys(SEPARATORS).map((each) => [each, t(`separator-choices.${each}`)])}
          value={separators}
          onChange={setSeparators}
        />
      ) : (
        <Choice
          label={t("subtotals")}
          options={GROUPINGS.map((each) => [each, t(`groupings.${each}`)])}
          value={groupBy}
          onChange={setGroupBy}
        />
      )}
      <Button type="submit" kind="do">
        {t("make")}
      </Button>
    </form>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  hint?: string;
  options: readonly (readonly [Value, string])[];
  value: Value;
  onChange: (value: Value) => void;
};

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, hint, options, value, onChange } = props;
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={({ target }) => onChange(target.value as Value)}
        >
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function listKeys<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[];
}
