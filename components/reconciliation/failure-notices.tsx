"use client";

/** Lists the parts that could not be read: each with cause, time, and a button that tries again. */
import { useLocale, useTranslations } from "next-intl";
import type { SyncRange } from "@/lib/client/syncs";
import type { Freshness } from "@/lib/contracts/reconciliation";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { useInstantText } from "../ui/instant";
import { Notice } from "../ui/notice";

const SHOWN_MAX = 3;

type FailureNoticesProps = {
  failures: Freshness["failures"];
  /** It is null for users who may not sync with Cashrec. */
  onTryAgain: ((range: SyncRange) => void) | null;
  working: boolean;
};

export function FailureNotices({ failures, onTryAgain, working }: FailureNoticesProps) {
  const t = useTranslations("sync.failure");
  const language = useLocale();
  const instant = useInstantText();
  const [first, ...others] = failures;
  if (first === undefined) return null;
  const rest = failures.length > SHOWN_MAX ? others : [];
  const shown = failures.length > SHOWN_MAX ? [first] : failures;
  return shown.map((failure) => {
    const { centreId, centreName, from, to, code, at } = failure;
    const dates =
      from === to
        ? formatBusinessDate(from, language, "short")
        : formatDateRange(from, to, language);
    const all = [failure, ...rest];
    const range = {
      centreIds: [...new Set(all.map((one) => one.centreId))],
      from: all.reduce((least, one) => (one.from < least ? one.from : least), from),
      to: all.reduce((most, one) => (one.to > most ? one.to : most), to),
    };
    return (
      <Notice
        key={`${centreId} ${from}`}
        kind="warn"
        title={t("title", { centre: centreName, dates })}
        {...(onTryAgain === null
          ? {}
          : {
              action: (
                <Button working={working && t("working")} onClick={() => onTryAgain(range)}>
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
