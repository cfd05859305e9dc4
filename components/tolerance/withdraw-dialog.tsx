"use client";

/**
 * Withdrawing a rule leaves its lines to the wider rule, or to none, so that it is confirmed first.
 */
import { useLocale, useTranslations } from "next-intl";
import { formatBusinessDate } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

type WithdrawDialogProps = { validFrom: string; onWithdraw: () => void; onClose: () => void };

export function WithdrawDialog({ validFrom, onWithdraw, onClose }: WithdrawDialogProps) {
  const t = useTranslations("tolerance.form");
  const language = useLocale();
  const date = validFrom === "" ? "" : formatBusinessDate(validFrom, language, "range-part");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("withdraw-title")}
      description={t("withdraw-hint", { date })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="do" disabled={validFrom === ""} onClick={onWithdraw}>
            {t("withdraw")}
          </Button>
        </>
      }
    />
  );
}
