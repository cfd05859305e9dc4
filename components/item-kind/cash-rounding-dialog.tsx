"use client";

/** Asks to which coin cash payments are rounded, where, and from which day on. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { cashRoundingsQuery, changeCashRounding } from "@/lib/client/item-kinds";
import type { CashRoundingRow, ChangeCashRounding } from "@/lib/contracts/cash-rounding";
import { formatMoney } from "@/lib/domain/format";
import { ROUNDING_STEPS } from "@/lib/domain/till-count/cash-rounding";
import { CentreSelect } from "../centre/centre-select";
import { CurrencyField } from "../money/currency-field";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { ValidFromField } from "../ui/valid-from-field";

export const EVERY_CENTRE = "*";

export type RoundingDraft = Omit<ChangeCashRounding, "basedOnVersion">;

type CashRoundingDialogProps = {
  draft: RoundingDraft;
  /** The latest version of each rule. */
  roundings: readonly CashRoundingRow[];
  offer: CentreOffer<OfferedCentre>;
  onChange: (draft: RoundingDraft) => void;
  onClose: () => void;
};

export function CashRoundingDialog(props: CashRoundingDialogProps) {
  const { draft, roundings, offer, onChange, onClose } = props;
  const t = useTranslations("item-kind.rounding");
  const toast = useToast();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: changeCashRounding,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: cashRoundingsQuery().queryKey });
      toast(t("saved"));
      onClose();
    },
  });
  const { scopeId, currency, stepMinor, validFrom } = draft;
  const before = roundings.find((one) => one.scopeId === scopeId && one.currency === currency);
  const send = () => {
    const basedOnVersion = before?.version ?? 0;
    save.mutate({ scopeId, currency, stepMinor, validFrom, basedOnVersion });
  };
  return (
    <FormDialog
      title={t("title")}
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={save.isPending && t("saving")}
      onClose={onClose}
      onSubmit={send}
    >
      <ScopeFields draft={draft} offer={offer} onChange={onChange} />
      <StepField draft={draft} onChange={onChange} />
      <ValidFromField
        label={t("valid-from")}
        value={validFrom}
        onChange={(from) => onChange({ ...draft, validFrom: from })}
      />
      <ProblemNotice error={save.error} />
    </FormDialog>
  );
}

function ScopeFields(props: Pick<CashRoundingDialogProps, "draft" | "offer" | "onChange">) {
  const { draft, offer, onChange } = props;
  const t = useTranslations("item-kind.rounding");
  return (
    <div className="grid grid-cols-2 gap-2">
      <CentreSelect
        label={t("applies-to")}
        offer={offer}
        value={draft.scopeId}
        onChange={(scopeId, centre) => {
          onChange({ ...draft, scopeId, currency: centre?.currency ?? draft.currency });
        }}
        before={[{ value: EVERY_CENTRE, label: t("all-centres") }]}
      />
      <CurrencyField
        label={t("currency")}
        currencies={offer.currencies}
        value={draft.currency}
        disabled={draft.scopeId !== EVERY_CENTRE}
        onChange={(currency) => onChange({ ...draft, currency })}
      />
    </div>
  );
}

function StepField({ draft, onChange }: Pick<CashRoundingDialogProps, "draft" | "onChange">) {
  const t = useTranslations("item-kind.rounding");
  const language = useLocale();
  const isUsual = ROUNDING_STEPS.some((step) => step === draft.stepMinor);
  const steps: number[] = [
    ...(draft.stepMinor === null || isUsual ? [] : [draft.stepMinor]),
    ...ROUNDING_STEPS,
  ];
  return (
    <Field label={t("step")}>
      {(control) => (
        <Select
          {...control}
          value={draft.stepMinor ?? ""}
          onChange={({ target }) => {
            onChange({ ...draft, stepMinor: target.value === "" ? null : Number(target.value) });
          }}
        >
          <option value="">{t("not-rounded")}</option>
          {steps.map((step) => (
            <option key={step} value={step}>
              {formatMoney(step, draft.currency, language)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
