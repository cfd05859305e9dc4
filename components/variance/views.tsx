"use client";

/** All views of one currency below its days: centres, shifts, tenders, cash, and what is usual. */
import { useTranslations } from "next-intl";
import { Cash } from "./cash";
import { CentreDays } from "./centre-days";
import { Centres } from "./centres";
import { Control } from "./control";
import { SmallMultiples } from "./small-multiples";
import { Tenders } from "./tenders";
import type { View } from "./view";
import { Watch } from "./watch";
import { WeekdayShift } from "./weekday-shift";

type ViewsProps = {
  view: View;
  /** False: other currencies stand above, so that it is said which one this is. */
  alone: boolean;
};

export function Views({ view, alone }: ViewsProps) {
  const t = useTranslations("variance.currencies");
  const { currency } = view;
  return (
    <>
      {!alone && (
        <div className="border-t border-rule-strong bg-band px-edge py-3 print:break-after-avoid">
          <h2>{t("below", { currency })}</h2>
          <p className="text-sm text-ink-2">{t("below-hint", { currency })}</p>
        </div>
      )}
      <div className="grid gap-x-12 gap-y-8 px-edge py-5 lg:grid-cols-[minmax(0,1.32fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-8">
          <Centres view={view} />
          <Watch view={view} />
        </div>
        <div className="grid min-w-0 content-start gap-8">
          <WeekdayShift view={view} />
          <Control view={view} />
        </div>
      </div>
      <SmallMultiples view={view} />
      <CentreDays view={view} />
      <div className="grid gap-x-12 gap-y-8 border-t border-rule px-edge py-5 lg:grid-cols-2">
        <Tenders view={view} />
        <Cash view={view} />
      </div>
    </>
  );
}
