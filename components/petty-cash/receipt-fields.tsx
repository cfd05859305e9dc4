"use client";

/** Asks what was bought from whom, when, and who paid. */
import { useLocale, useTranslations } from "next-intl";
import type { ReceiptDraft } from "@/lib/client/petty-cash-draft";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { addDays } from "@/lib/domain/business-date";
import { formatPercent } from "@/lib/domain/percent";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Input, Select, Textarea } from "../ui/input";
import { useExpenseTypeName } from "./fund-text";

type ReceiptFieldsProps = {
  fund: PettyCash;
  draft: ReceiptDraft;
  onChange: (draft: ReceiptDraft) => void;
};

export function ReceiptFields({ fund, draft, onChange }: ReceiptFieldsProps) {
  const t = useTranslations("petty-cash");
  const typeName = useExpenseTypeName(fund.expenseTypes.types);
  const chooseType = useTypeChoice({ fund, draft, onChange });
  return (
    <>
      <Field label={t("supplier")}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            autoComplete="off"
            value={draft.supplier}
            onChange={({ target }) => onChange({ ...draft, supplier: target.value })}
          />
        )}
      </Field>
      <Field label={t("type")}>
        {(control) => (
          <Select
            {...control}
            value={draft.expenseType}
            onChange={({ target }) => chooseType(target.value)}
          >
            {fund.expenseTypes.types
              .filter(({ active }) => active)
              .map(({ code }) => (
                <option key={code} value={code}>
                  {typeName(code)}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <Field label={t("date")}>
        {(control) => (
          <DateInput
            {...control}
            {...(fund.closedTo === null ? {} : { min: addDays(fund.closedTo, 1) })}
            max={fund.today}
            value={draft.businessDate}
            onChange={(businessDate) => onChange({ ...draft, businessDate })}
          />
        )}
      </Field>
      <Field label={t("paid-by")}>
        {(control) => (
          <Select
            {...control}
            value={draft.paidById}
            onChange={({ target }) => onChange({ ...draft, paidById: target.value })}
          >
            {draft.paidById === "" && <option value="">{t("myself")}</option>}
            {fund.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("note")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2_000}
            value={draft.text}
            onChange={({ target }) => onChange({ ...draft, text: target.value })}
          />
        )}
      </Field>
    </>
  );
}

/** A receipt with one rate takes the usual one of the type; rates that were split stay. */
function useTypeChoice({ fund, draft, onChange }: ReceiptFieldsProps): (code: string) => void {
  const language = useLocale();
  return (code) => {
    const type = fund.expenseTypes.types.find((one) => one.code === code);
    const ratePpm = type?.ratePpm ?? null;
    const percent = ratePpm === null ? null : formatPercent(ratePpm, language);
    const isSingle = draft.lines.length === 1;
    const lines =
      isSingle && percent !== null
        ? draft.lines.map((line) => ({ ...line, percent }))
        : draft.lines;
    onChange({ ...draft, expenseType: code, lines });
  };
}
