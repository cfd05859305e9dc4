"use client";

/** The chosen line: what should be in the till, what was counted, and every count it had. */
import { useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { Difference } from "../money/difference";
import { DayCounts } from "./day-counts";
import { DayWaterfall } from "./day-waterfall";
import { namesOf } from "./lines-items";

type Line = DayDetail["lineDetails"][number];

export function DayLine({ day, line }: { day: DayDetail; line: Line }) {
  const t = useTranslations("reconciliation.waterfall");
  const { shift, till, tender } = namesOf(line);
  const version = day.sheetVersions[0]?.version;
  const count = day.counts.find((one) => isOf(one, line));
  return (
    <section
      aria-labelledby="day-line"
      className="grid gap-x-10 px-edge lg:grid-cols-[minmax(0,1.42fr)_minmax(0,1fr)]"
    >
      <h2
        id="day-line"
        className="col-span-full mt-2 flex flex-wrap gap-x-3 border-t border-rule pt-6 pb-2"
      >
        {shift}, {till}, {tender}
        <Difference minor={line.differenceMinor} currency={line.currency} verdict={line.verdict} />
      </h2>
      <div className="min-w-0">
        <h3 className="mb-1 font-medium! text-ink-2">{t("title")}</h3>
        <DayWaterfall line={line} version={version} count={count} />
      </div>
      <DayCounts line={line} counts={day.counts.filter((one) => isOf(one, line))} />
    </section>
  );
}

function isOf(count: DayDetail["counts"][number], line: Line): boolean {
  return (
    count.shiftId === line.shiftId &&
    count.tillId === line.tillId &&
    count.tenderId === line.tenderId
  );
}
