"use client";

/** Announces newer data in a floating notice, so that nothing on the page moves. */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

type UpdatesNoticeProps = { changedDays: number; working: boolean; onShow: () => void };

export function UpdatesNotice({ changedDays, working, onShow }: UpdatesNoticeProps) {
  const t = useTranslations("reconciliation.news");
  return (
    <div
      role="status"
      className="no-print pointer-events-none fixed inset-x-0 bottom-[124px] z-20 flex justify-center sm:bottom-[88px] sm:pl-[76px]"
    >
      {changedDays > 0 && (
        <p className="floating pointer-events-auto flex items-center gap-3 py-1.5 pr-1.5 pl-4 text-sm">
          {t("changed", { count: changedDays })}
          <Button kind="do" size="small" working={working && t("working")} onClick={onShow}>
            {t("show")}
          </Button>
        </p>
      )}
    </div>
  );
}
