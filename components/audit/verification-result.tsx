"use client";

/**
 * Shows what a check found: that every link is intact, or the first that is not and what that
 * means.
 */
import { useTranslations } from "next-intl";
import type { VerificationResult } from "@/lib/contracts/audit";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

type VerificationNoticeProps = { result: VerificationResult; onShow: (entry: number) => void };

export function VerificationNotice({ result, onShow }: VerificationNoticeProps) {
  const t = useTranslations("audit.proof");
  const { firstBroken, entries, complete } = result;
  if (firstBroken === null) {
    return (
      <Notice kind={complete ? "info" : "warn"} title={t("holds", { count: entries })}>
        {t(complete ? "holds-hint" : "incomplete")}
      </Notice>
    );
  }
  const { id, fault } = firstBroken;
  return (
    <Notice
      kind="error"
      title={t(`faults.${fault}`, { id })}
      action={
        <Button size="small" onClick={() => onShow(Math.max(1, Number(id)))}>
          {t("show", { id })}
        </Button>
      }
    >
      {t("broken-hint", { count: entries })}
    </Notice>
  );
}
