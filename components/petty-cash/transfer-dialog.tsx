"use client";

/** Records cash that is put into a fund, or returned from it. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { recordTransfer } from "@/lib/client/petty-cash";
import { readAmountText, readPositive } from "@/lib/client/petty-cash-draft";
import { findRefusal } from "@/lib/client/refusal";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { formatMoney } from "@/lib/domain/format";
import { minor } from "@/lib/domain/money";
import { CASH_SOURCES, type CashSource, computeTopUp } from "@/lib/domain/petty-cash/fund";
import { AmountField } from "../till-count/amount-field";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input, Select } from "../ui/input";
import { Notice } from "../ui/notice";
import { FundDateField } from "./fund-fields";
import { useFundProblem } from "./fund-text";
import { useFundChange } from "./use-fund-change";

type TransferDialogProps = { kind: "top-up" | "return"; fund: PettyCash; onClose: () => void };
type Draft = { amount: string; source: CashSource; businessDate: string; reference: string };

export function TransferDialog({ kind, fund, onClose }: TransferDialogProps) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const [draft, setDraft] = useState<Draft>(() => newDraft(kind, fund, language));
  const change = useFundChange(recordTransfer, { done: t("transfer-recorded"), onDone: onClose });
  const problem = useFundProblem(change.error);
  const { centreId, currency } = fund;
  const amountMinor = readPositive(draft.amount, { language, currency });
  const acceptsBelowZero = findRefusal(change.error, ["below-zero"]) !== null;
  const isComplete = amountMinor !== null && draft.businessDate !== "";
  return (
    <FormDialog
      title={t(kind === "top-up" ? "top-up-title" : "return-title")}
      cancelLabel={t("cancel")}
      submitLabel={t(acceptsBelowZero ? "record-anyway" : "record")}
      working={change.isPending && t("saving")}
      disabled={!isComplete}
      onClose={onClose}
      onSubmit={() => {
        if (amountMinor === null) return;
        const { source, businessDate, reference } = draft;
        change.mutate({
          centreId,
          kind,
          source,
          businessDate,
          reference,
          amountMinor,
          acceptsBelowZero,
        });
      }}
    >
      <AmountField
        label={t("amount-in", { currency })}
        text={draft.amount}
        reading={readAmountText(draft.amount, { language, currency })}
        currency={currency}
        onType={(amount) => setDraft({ ...draft, amount })}
      />
      <TransferFields {...{ kind, fund, draft }} onChange={setDraft} />
      {problem !== null && <Notice kind="error" title={problem} />}
    </FormDialog>
  );
}

type TransferFieldsProps = Pick<TransferDialogProps, "kind" | "fund"> & {
  draft: Draft;
  onChange: (draft: Draft) => void;
};

function TransferFields({ kind, fund, draft, onChange }: TransferFieldsProps) {
  const t = useTranslations("petty-cash");
  return (
    <>
      <Field label={t(kind === "top-up" ? "from-where" : "to-where")}>
        {(control) => (
          <Select
            {...control}
            value={draft.source}
            onChange={({ target }) => {
              const source = CASH_SOURCES.find((one) => one === target.value);
              if (source !== undefined) onChange({ ...draft, source });
            }}
          >
            {CASH_SOURCES.map((source) => (
              <option key={source} value={source}>
                {t(`sources.${source}`)}
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
      <Field label={t("reference")} hint={t("reference-hint")}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            autoComplete="off"
            value={draft.reference}
            onChange={({ target }) => onChange({ ...draft, reference: target.value })}
          />
        )}
      </Field>
    </>
  );
}

/** A top-up of a fund with a fixed float proposes what is missing of it. */
function newDraft(kind: TransferDialogProps["kind"], fund: PettyCash, language: string): Draft {
  const { settings, balanceMinor, currency, today } = fund;
  const float = settings?.floatMinor ?? null;
  const missing =
    kind === "top-up" && float !== null && balanceMinor !== null
      ? computeTopUp(minor(float), minor(balanceMinor))
      : null;
  return {
    amount: missing === null ? "" : formatMoney(missing, currency, language),
    source: "bank",
    businessDate: today,
    reference: "",
  };
}
