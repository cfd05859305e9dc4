"use client";

/** Summarises the newest business date in one sentence: so many centres in each state. */
import { useLocale, useTranslations } from "next-intl";
import type { Today } from "@/lib/contracts/today";
import { formatBusinessDate } from "@/lib/domain/format";

/** Finished states come first, missing days last. */
const ORDER = [
  ...(["closed", "approved", "reviewed", "open", "changed", "unexplained"] as const),
  ...(["part-counted", "not-counted", "late-part", "late"] as const),
  ...(["empty", "no-sheet", "failed", "unread"] as const),
];

export function StatusSummary({ today }: { today: Today }) {
  const t = useTranslations("today");
  const language = useLocale();
  const states = today.coverage.flatMap(({ days }) =>
    days.filter(({ businessDate }) => businessDate === today.to).map(({ state }) => state),
  );
  const parts = ORDER.map((state) => ({
    state,
    count: states.filter((one) => one === state).length,
  })).filter(({ count }) => count > 0);
  const centres = today.coverageCentres ?? today.coverage.length;
  return (
    <p className="mb-4 max-w-[70ch] text-ink-2 first-letter:uppercase">
      {t("standing", {
        date: formatBusinessDate(today.to, language, "short"),
        count: today.coverage.length,
      })}{" "}
      {parts.map(({ state, count }, index) => (
        <span key={state}>
          {index > 0 && ", "}
          {index === 0 ? (
            <b className="text-ink">{t(`standings.${state}`, { count })}</b>
          ) : (
            t(`standings.${state}`, { count })
          )}
        </span>
      ))}
      {"."}
      {centres > today.coverage.length &&
        ` ${t("first-centres", { shown: today.coverage.length, count: centres })}`}
    </p>
  );
}
