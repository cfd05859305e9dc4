"use client";

/** Asks what was bought from whom, when, and who paid. */
import { useLocale, useTranslations } from "next-intl";
import type { ReceiptDraft } from "@/lib/client/petty-cash-draft";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { formatPercent } from "@/lib/domain/percent";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import { FundDateField, FundTextField } from "./fund-fields";
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
      <FundDateField
        fund={fund}
        value={draft.businessDate}
        onChange={(businessDate) => onChange({ ...draft, businessDate })}
      />
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
      <FundTextField
        label={t("note")}
        rows={2}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
      />
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
