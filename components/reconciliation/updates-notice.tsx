"use client";

/**
 * Announces newer data where nothing is covered and nothing moves: in the bar below a list, or as a
 * bar of its own at the end of a page.
 */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

type UpdatesNoticeProps = {
  changedDays: number;
  working: boolean;
  onShow: () => void;
  inList?: boolean;
};

const BAR =
  "no-print sticky bottom-0 z-20 bg-band not-empty:border-t not-empty:border-rule-strong " +
  "not-empty:px-edge not-empty:py-1.5 max-sm:bottom-[60px] short:static";

export function UpdatesNotice({ changedDays, working, onShow, inList }: UpdatesNoticeProps) {
  const t = useTranslations("reconciliation.news");
  return (
    <div role="status" className={inList === true ? undefined : BAR}>
      {changedDays > 0 && (
        <p className="flex items-center gap-3 text-sm text-ink">
          {t("changed", { count: changedDays })}
          <Button
            kind="do"
            size="small"
            className="sm:h-6!"
            working={working && t("working")}
            onClick={onShow}
          >
            {t("show")}
          </Button>
        </p>
      )}
    </div>
  );
}
