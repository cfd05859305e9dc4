"use client";

/** Adds a type of expense, or changes its name and usual tax rate. The code never changes. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { createCode } from "@/lib/domain/create-code";
import type { ExpenseType } from "@/lib/domain/petty-cash/expense-type";
import { isDefaultExpenseType } from "@/lib/domain/petty-cash/expense-type";
import { formatPercent, readPercent } from "@/lib/domain/percent";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";

type ExpenseTypeDialogProps = {
  type: ExpenseType | "new";
  /** These codes are in use. */
  taken: readonly string[];
  /** What a default type is called without a name of its own. */
  defaultName: string;
  working: boolean;
  error: Error | null;
  onSave: (type: ExpenseType) => void;
  onClose: () => void;
};

export function ExpenseTypeDialog(props: ExpenseTypeDialogProps) {
  const { type, taken, defaultName, working, error, onSave, onClose } = props;
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const before = type === "new" ? null : type;
  const ratePpm = before?.ratePpm ?? null;
  const [name, setName] = useState(before?.name ?? "");
  const [rate, setRate] = useState(ratePpm === null ? "" : formatPercent(ratePpm, language));
  const [active, setActive] = useState(before?.active ?? true);
  const isDefault = before !== null && isDefaultExpenseType(before.code);
  const typedPpm = rate.trim() === "" ? null : readPercent(rate);
  const isWrongRate = rate.trim() !== "" && typedPpm === null;
  const isUnnamed = name.trim() === "" && !isDefault;
  return (
    <FormDialog
      title={before === null ? t("add-type") : t("change-type", { type: defaultName })}
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={working && t("saving")}
      disabled={isUnnamed || isWrongRate}
      onClose={onClose}
      onSubmit={() =>
        onSave({
          code: before?.code ?? createCode(name, "type", (code) => taken.includes(code)),
          name: name.trim() === "" ? null : name.trim(),
          ratePpm: typedPpm,
          active,
        })
      }
    >
      <Field label={t("name")} hint={isDefault ? t("name-hint", { name: defaultName }) : null}>
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field
        label={t("usual-rate")}
        hint={t("usual-rate-hint")}
        error={isWrongRate ? t("rate-wrong") : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={rate}
            onChange={({ target }) => setRate(target.value)}
          />
        )}
      </Field>
      <Checkbox label={t("offered")} checked={active} onCheckedChange={setActive} />
      <ProblemNotice error={error} />
    </FormDialog>
  );
}
