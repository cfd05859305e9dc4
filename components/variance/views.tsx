"use client";

/**
 * Shows all views of one currency below its days: centres, shifts, tenders, cash, and what is
 * usual.
 */
import { ByArea } from "./by-area";
import { Cash } from "./cash";
import { CentreDays } from "./centre-days";
import { Centres } from "./centres";
import { Control } from "./control";
import { SmallMultiples } from "./small-multiples";
import { Tenders } from "./tenders";
import type { View } from "./view";
import { BESIDE, COLUMN, COLUMNS } from "./views-grid";
import { Watch } from "./watch";
import { WeekdayShift } from "./weekday-shift";

export function Views({ view }: { view: View }) {
  return (
    <>
      <div className={COLUMNS}>
        <div className={COLUMN}>
          <ByArea key={view.currency} view={view} />
          <Centres view={view} />
          <Watch view={view} />
        </div>
        <div className={COLUMN}>
          <WeekdayShift view={view} />
          <Control view={view} />
        </div>
      </div>
      <SmallMultiples view={view} />
      <CentreDays view={view} />
      <div className={BESIDE}>
        <Tenders view={view} />
        <Cash view={view} />
      </div>
    </>
  );
}
