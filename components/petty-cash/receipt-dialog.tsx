"use client";

/** Records a receipt, with its photo from the camera of the phone. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { recordReceipt } from "@/lib/client/petty-cash";
import { readReceipt, type ReceiptDraft } from "@/lib/client/petty-cash-draft";
import { findRefusal } from "@/lib/client/refusal";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { formatMoney } from "@/lib/domain/format";
import { formatPercent } from "@/lib/domain/percent";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import type { FundRights } from "./fund-rights";
import { useFundProblem } from "./fund-text";
import { ReceiptFields } from "./receipt-fields";
import { ReceiptLines } from "./receipt-lines";
import { ReceiptPhoto, type TakenPhoto } from "./receipt-photo";
import { useFundChange } from "./use-fund-change";

type ReceiptDialogProps = { fund: PettyCash; rights: FundRights; onClose: () => void };

export function ReceiptDialog({ fund, rights, onClose }: ReceiptDialogProps) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const [draft, setDraft] = useState<ReceiptDraft>(() => newDraft(fund, rights.userId, language));
  const [photo, setPhoto] = useState<TakenPhoto | null>(null);
  const change = useFundChange(recordReceipt, { done: t("receipt-recorded"), onDone: onClose });
  const problem = useFundProblem(change.error);
  const { currency, centreId } = fund;
  const { lines, amounts } = readReceipt(draft, { language, currency });
  const acceptsBelowZero = findRefusal(change.error, ["below-zero"]) !== null;
  const needsPhoto = isPhotoNeeded(fund, amounts?.gross ?? null) && photo === null;
  const isComplete = draft.supplier.trim() !== "" && draft.businessDate !== "" && !needsPhoto;
  const submit = () => {
    if (amounts === null || !isComplete) return;
    const { businessDate, expenseType, supplier, text, paidById } = draft;
    change.mutate({
      centreId,
      businessDate,
      expenseType,
      supplier,
      text,
      lines: amounts.lines.map(({ ratePpm, gross, vat }) => ({
        ratePpm,
        grossMinor: gross,
        vatMinor: vat,
      })),
      photoId: photo?.id ?? null,
      paidById: paidById === "" ? null : paidById,
      acceptsBelowZero,
    });
  };
  return (
    <FormDialog
      title={t("receipt-title")}
      cancelLabel={t("cancel")}
      submitLabel={t(acceptsBelowZero ? "record-anyway" : "record")}
      working={change.isPending && t("saving")}
      disabled={amounts === null || !isComplete}
      onClose={onClose}
      onSubmit={submit}
    >
      <ReceiptPhoto {...{ centreId, photo, isMissing: needsPhoto }} onChange={setPhoto} />
      <ReceiptLines {...{ draft, lines, currency }} onChange={setDraft} />
      {amounts !== null && amounts.vat > 0 && (
        <p role="status" className="text-sm text-ink-2">
          {t("split", {
            gross: formatMoney(amounts.gross, currency, language),
            net: formatMoney(amounts.net, currency, language),
            vat: formatMoney(amounts.vat, currency, language),
          })}
        </p>
      )}
      <ReceiptFields {...{ fund, draft }} onChange={setDraft} />
      {problem !== null && <Notice kind="error" title={problem} />}
    </FormDialog>
  );
}

function newDraft(fund: PettyCash, userId: string, language: string): ReceiptDraft {
  const [first] = fund.expenseTypes.types.filter(({ active }) => active);
  const ratePpm = first?.ratePpm ?? null;
  const percent = ratePpm === null ? "" : formatPercent(ratePpm, language);
  return {
    businessDate: fund.today,
    expenseType: first?.code ?? "",
    supplier: "",
    text: "",
    lines: [{ gross: "", percent, vat: "" }],
    paidById: fund.people.some(({ id }) => id === userId) ? userId : "",
  };
}

function isPhotoNeeded({ settings }: PettyCash, gross: number | null): boolean {
  const from = settings?.photoFromMinor ?? null;
  return from !== null && gross !== null && gross >= from;
}
