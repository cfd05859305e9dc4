"use client";

/**
 * Tells that nothing is left to explain on the day, once the last line is explained, and leads to
 * the next line of the list that the reader came from, or back to that list.
 */
import { useLocale, useTranslations } from "next-intl";
import { recallList, rememberLine } from "@/lib/client/list-return";
import { formatBusinessDate } from "@/lib/domain/format";
import type { LineKey } from "@/lib/domain/keys";
import { buildLineHref } from "@/lib/domain/screen/line-address";
import { ButtonLink } from "../ui/button-link";

type DayDoneProps = {
  /** It is the next line of the list; null when the list has no other to explain. */
  next: LineKey | null;
};

export function DayDone({ next }: DayDoneProps) {
  const t = useTranslations("day.done");
  const language = useLocale();
  return (
    <div
      role="status"
      className="no-print sticky bottom-[60px] z-7 flex flex-wrap items-center gap-3 border-t border-rule-strong bg-selected px-edge py-2 sm:bottom-0"
    >
      <p className="grow">{t("title")}</p>
      {next === null ? (
        <ButtonLink href={recallList()} prefetch={false}>
          {t("back")}
        </ButtonLink>
      ) : (
        <ButtonLink
          kind="do"
          href={buildLineHref(next)}
          prefetch={false}
          onClick={() => rememberLine(next)}
        >
          {t("next", {
            centre: next.centreId,
            date: formatBusinessDate(next.businessDate, language, "short"),
          })}
        </ButtonLink>
      )}
    </div>
  );
}
