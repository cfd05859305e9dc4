"use client";

/** Chooses the file format, by what its subtotals are grouped, and the separators of a CSV file. */
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type ExportChoice, type Format, FORMATS } from "@/lib/client/exports";
import type { CsvFormat } from "@/lib/domain/report/csv";
import { type Grouping, GROUPINGS } from "@/lib/domain/report/totals";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";

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
        options={FORMATS.map((each) => ({ value: each, text: t(`formats.${each}`) }))}
        value={format}
        onChange={setFormat}
      />
      {format === "csv" ? (
        <Choice
          label={t("separators")}
          options={listKeys(SEPARATORS).map((each) => ({
            value: each,
            text: t(`separator-choices.${each}`),
          }))}
          value={separators}
          onChange={setSeparators}
        />
      ) : (
        <Choice
          label={t("subtotals")}
          options={GROUPINGS.map((each) => ({ value: each, text: t(`groupings.${each}`) }))}
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

function listKeys<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[];
}
