"use client";

/** Chooses the file format, and by what its subtotals are grouped. */
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type ExportChoice, type Format, FORMATS } from "@/lib/client/exports";
import { type Grouping, GROUPINGS } from "@/lib/domain/report/totals";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select } from "../ui/input";

export function ExportForm({ onChoose }: { onChoose: (choice: ExportChoice) => void }) {
  const t = useTranslations("export");
  const [format, setFormat] = useState<Format>("xlsx");
  const [groupBy, setGroupBy] = useState<Grouping>("none");
  const plain = format === "csv";
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onChoose({ format, groupBy: plain ? "none" : groupBy });
  };
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <Field label={t("format")} hint={t(`format-hints.${format}`)}>
        {(control) => (
          <Select
            {...control}
            value={format}
            onChange={({ target }) => setFormat(target.value as Format)}
          >
            {FORMATS.map((one) => (
              <option key={one} value={one}>
                {t(`formats.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("subtotals")} hint={plain ? t("no-subtotals") : undefined}>
        {(control) => (
          <Select
            {...control}
            value={plain ? "none" : groupBy}
            disabled={plain}
            onChange={({ target }) => setGroupBy(target.value as Grouping)}
          >
            {GROUPINGS.map((one) => (
              <option key={one} value={one}>
                {t(`groupings.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" kind="do">
        {t("make")}
      </Button>
    </form>
  );
}
