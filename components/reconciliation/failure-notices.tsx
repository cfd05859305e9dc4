"use client";

/** Lists the parts that could not be read: each with cause, time, and a button that tries again. */
import { useLocale, useTranslations } from "next-intl";
import { rangeOfFailure, type SyncRange } from "@/lib/client/syncs";
import type { Freshness } from "@/lib/contracts/freshness";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { useInstantText } from "../ui/instant";
import { Notice } from "../ui/notice";

const SHOWN_MAX = 3;

type FailureNoticesProps = {
  failures: Freshness["failures"];
  /** The centres of the page; null: all that the reader sees. */
  centreIds: readonly string[] | null;
  /** It is null for users who may not sync with Cashrec. */
  onTryAgain: ((range: SyncRange) => void) | null;
  working: boolean;
};

export function FailureNotices(props: FailureNoticesProps) {
  const { failures, centreIds, onTryAgain, working } = props;
  const t = useTranslations("sync.failure");
  const language = useLocale();
  const instant = useInstantText();
  const [first, ...others] = failures;
  if (first === undefined) return null;
  const rest = failures.length > SHOWN_MAX ? others : [];
  const shown = failures.length > SHOWN_MAX ? [first] : failures;
  return shown.map((failure) => {
    const { centreId, centreName, centreCount, from, to, code, at } = failure;
    const dates =
      from === to
        ? formatBusinessDate(from, language, "short")
        : formatDateRange(from, to, language);
    return (
      <Notice
        key={`${centreId} ${from}`}
        kind="warn"
        title={t("title", {
          centres: t("centres", { centre: centreName, count: centreCount - 1 }),
          dates,
        })}
        {...(onTryAgain === null
          ? {}
          : {
              action: (
                <Button
                  working={working && t("working")}
                  onClick={() => onTryAgain(rangeOfFailure(failure, centreIds))}
                >
                  {t("try-again")}
                </Button>
              ),
            })}
      >
        {t.has(`causes.${code}`) ? t(`causes.${code}`) : t("causes.other")}{" "}
        {t("when", { at: instant(at, "short") })}{" "}
        {rest.length > 0 ? t("and-others", { count: rest.length }) : t("held")}
      </Notice>
    );
  });
}
