"use client";

/** Lists, for each centre, the days on which a till was left open or closed late. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { CoverageCalendar } from "@/lib/contracts/today";
import { formatBusinessDate } from "@/lib/domain/format";
import { groupBy } from "@/lib/domain/group-by";

type ShiftTimesProps = CoverageCalendar["shiftTimes"];

export function ShiftTimes({ days, silentCentres }: ShiftTimesProps) {
  const t = useTranslations("coverage.times");
  const centres = [...groupBy(days, ({ centreId }) => centreId)];
  return (
    <section aria-labelledby="shift-times" className="border-t border-rule px-edge py-6">
      <h2 id="shift-times">{t("title")}</h2>
      {centres.length === 0 ? (
        <p className="mt-1 text-ink-2">{t("none")}</p>
      ) : (
        <dl className="mt-2">
          {centres.map(([centreId, own]) => (
            <div
              key={centreId}
              className="flex flex-wrap gap-x-4 border-t border-rule py-1.5 last:border-b"
            >
              <dt className="w-29 shrink-0 max-sm:w-full">{own[0]?.centreName}</dt>
              <dd className="flex min-w-0 flex-1 flex-wrap gap-x-5 gap-y-1">
                {own.map((day) => (
                  <OddDay key={day.businessDate} day={day} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {silentCentres > 0 && (
        <p className="mt-2 text-xs text-ink-3">{t("silent", { count: silentCentres })}</p>
      )}
    </section>
  );
}

function OddDay({ day }: { day: ShiftTimesProps["days"][number] }) {
  const t = useTranslations("coverage.times");
  const language = useLocale();
  const { businessDate, centreId, leftOpenShifts, closedLateAt } = day;
  return (
    <span className="text-ink-2">
      <Link
        prefetch={false}
        href={`/reconciliations/${encodeURIComponent(centreId)}/${businessDate}`}
        className="max-sm:inline-block max-sm:py-2.5"
      >
        {formatBusinessDate(businessDate, language, "short")}
      </Link>{" "}
      {[
        ...(leftOpenShifts > 0 ? [t("left-open", { count: leftOpenShifts })] : []),
        ...(closedLateAt === null
          ? []
          : [
              t("late", {
                time: closedLateAt.slice(11, 16),
                date: formatBusinessDate(closedLateAt.slice(0, 10), language, "short"),
              }),
            ]),
      ].join(", ")}
    </span>
  );
}
