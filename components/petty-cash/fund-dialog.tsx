"use client";

/** Opens the fund of a centre, or changes its float and its limits. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { fundQuery, savePettyCashFund } from "@/lib/client/petty-cash";
import { readAmountText } from "@/lib/client/petty-cash-draft";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { formatMoney } from "@/lib/domain/format";
import { CentreSelect } from "../centre/centre-select";
import { AmountField } from "../till-count/amount-field";
import { FormDialog } from "../ui/form-dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { useFundChange } from "./use-fund-change";

type FundDialogProps = {
  /** One to change; of several, the reader chooses the one that gets a fund. */
  offer: CentreOffer<OfferedCentre>;
  onClose: () => void;
};

export function FundDialog({ offer, onClose }: FundDialogProps) {
  const t = useTranslations("petty-cash");
  const [centreId, setCentreId] = useState(offer.centres[0]?.id ?? "");
  const { data: fund, error } = useQuery(fundQuery(centreId, null));
  const choice = offer.count > 1 && (
    <CentreSelect label={t("centre")} offer={offer} value={centreId} onChange={setCentreId} />
  );
  if (fund === undefined) {
    return (
      <FormDialog
        title={t("fund-title")}
        cancelLabel={t("cancel")}
        submitLabel={t("save")}
        working={false}
        disabled
        onClose={onClose}
        onSubmit={() => undefined}
      >
        {choice}
        <ProblemNotice error={error} />
      </FormDialog>
    );
  }
  return (
    <FundForm key={centreId} fund={fund} onClose={onClose}>
      {choice}
    </FundForm>
  );
}

type FundFormProps = { fund: PettyCash; onClose: () => void; children: ReactNode };

function FundForm({ fund, onClose, children }: FundFormProps) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const { currency, settings, centreId } = fund;
  const text = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? "" : formatMoney(amount, currency, language);
  const [draft, setDraft] = useState({
    float: text(settings?.floatMinor),
    receiptMax: text(settings?.receiptMaxMinor),
    photoFrom: text(settings?.photoFromMinor),
  });
  const reader = { language, currency };
  const float = readAmountText(draft.float, reader);
  const receiptMax = readAmountText(draft.receiptMax, reader);
  const photoFrom = readAmountText(draft.photoFrom, reader);
  const isWrong = [float, receiptMax, photoFrom].some(({ fault }) => fault !== null);
  const change = useFundChange(savePettyCashFund, { done: t("fund-saved"), onDone: onClose });
  return (
    <FormDialog
      title={settings === null ? t("fund-title") : t("change-fund", { centre: fund.centreName })}
      cancelLabel={t("cancel")}
      submitLabel={settings === null ? t("open-fund") : t("save")}
      working={change.isPending && t("saving")}
      disabled={isWrong}
      onClose={onClose}
      onSubmit={() =>
        change.mutate({
          centreId,
          floatMinor: float.amount,
          receiptMaxMinor: receiptMax.amount,
          photoFromMinor: photoFrom.amount,
          basedOnVersion: settings?.version ?? 0,
        })
      }
    >
      {children}
      <AmountField
        label={t("float-in", { currency })}
        hint={t("float-hint")}
        text={draft.float}
        reading={float}
        currency={currency}
        placeholder=""
        onType={(typed) => setDraft({ ...draft, float: typed })}
      />
      <AmountField
        label={t("limit-in", { currency })}
        hint={t("limit-hint")}
        text={draft.receiptMax}
        reading={receiptMax}
        currency={currency}
        placeholder=""
        onType={(typed) => setDraft({ ...draft, receiptMax: typed })}
      />
      <AmountField
        label={t("photo-from-in", { currency })}
        hint={t("photo-from-hint")}
        text={draft.photoFrom}
        reading={photoFrom}
        currency={currency}
        placeholder=""
        onType={(typed) => setDraft({ ...draft, photoFrom: typed })}
      />
      <ProblemNotice error={change.error} />
    </FormDialog>
  );
}
