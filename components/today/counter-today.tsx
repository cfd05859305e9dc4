"use client";

/** The first page of someone who counts: their centres, and one button to the tills of each. */
import { useLocale, useTranslations } from "next-intl";
import { formatBusinessDate } from "@/lib/domain/format";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

type CounterTodayProps = {
  /** With the business date that is running there now. */
  centres: { id: string; name: string; businessDate: string }[];
  mayCount: boolean;
};

const SHOWN_MAX = 100;

export function CounterToday({ centres, mayCount }: CounterTodayProps) {
  const t = useTranslations("today.counter");
  const language = useLocale();
  if (centres.length === 0 || !mayCount) {
    return <EmptyState title={t("no-centre")} hint={t("no-centre-hint")} />;
  }
  return (
    <>
      <div className="px-edge pt-4 pb-3 sm:pt-5 sm:pb-4">
        <h1>{t("title")}</h1>
        <p className="max-w-[60ch] text-ink-2">{t("hint")}</p>
      </div>
      <ul className="mx-edge max-w-[720px] border-t border-ink">
        {centres.slice(0, SHOWN_MAX).map(({ id, name, businessDate }, index) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-rule py-3.5"
          >
            <div>
              <b className="text-md">{name}</b>
              <p className="text-ink-2 first-letter:uppercase">
                {formatBusinessDate(businessDate, language, "long")}
              </p>
            </div>
            <ButtonLink
              href={`/till-counts?centreId=${encodeURIComponent(id)}`}
              aria-label={t("count-in", { centre: name })}
              {...(index === 0 ? { kind: "do" as const } : {})}
            >
              {t("count")}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </>
  );
}
