"use client";

/** Shows the recovery codes, which is not possible later. */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

type RecoveryCodesDialogProps = { codes: readonly string[]; onClose: () => void };

export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const t = useTranslations("second-factor");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("codes-title")}
      description={t("codes-hint")}
      footer={
        <Button kind="do" onClick={onClose}>
          {t("codes-kept")}
        </Button>
      }
    >
      <ul className="grid gap-1 font-mono sm:grid-cols-2" aria-label={t("codes")}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  );
}
