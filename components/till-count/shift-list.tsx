"use client";

/** Lists the tills of each shift, and how much of each is counted. */
import { useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { type CountShift, useCountText } from "./count-text";
import type { GoTo } from "./use-count-location";
import type { CountScreenState } from "./use-count-screen";

type ShiftListProps = { sheet: CountSheet; screen: CountScreenState; onGo: GoTo };

export function ShiftList({ sheet, screen, onGo }: ShiftListProps) {
  const t = useTranslations("till-count");
  const countText = useCountText();
  return (
    <ul
      aria-label={t("tills")}
      className="grid border-t border-ink px-edge sm:grid-cols-2 sm:gap-x-12"
    >
      {sheet.shifts.map((shift) => (
        <li key={JSON.stringify([shift.shiftId, shift.tillId])} className="border-b border-rule">
          <button
            type="button"
            onClick={() => onGo({ shift: shift.shiftId, till: shift.tillId })}
            className="flex min-h-14 w-full items-center gap-3 px-2 text-left hover:bg-hover sm:min-h-12"
          >
            <span className="min-w-0 flex-1 truncate font-medium">{countText.tillName(shift)}</span>
            <TillStatus {...{ sheet, shift, screen }} />
            <Icon name="chevron-right" className="size-4 text-ink-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}

type TillStatusProps = { sheet: CountSheet; shift: CountShift; screen: CountScreenState };

/**
 * The most urgent fact of a till comes first: a recount is requested, a count has started, or how
 * many are left.
 */
function TillStatus({ sheet, shift, screen }: TillStatusProps) {
  const t = useTranslations("till-count");
  const total = shift.tenders.length;
  const counted = shift.tenders.filter(({ countedMinor }) => countedMinor !== null).length;
  const recounts = shift.tenders.filter(({ recount }) => recount !== null).length;
  const isStarted = screen.isStarted({
    centreId: sheet.centreId,
    businessDate: sheet.businessDate,
    shiftId: shift.shiftId,
    tillId: shift.tillId,
  });
  const all = counted === total && recounts === 0;
  return (
    <span
      className={classNames(
        "flex shrink-0 items-center gap-1 text-right text-xs",
        all && !isStarted ? "text-ink-2" : "text-uncounted",
      )}
    >
      {recounts > 0 && <Icon name="history" className="size-3.5" />}
      {all && !isStarted && <Icon name="check" className="size-3.5 text-matched" />}
      {recounts > 0
        ? t("recounts-wanted", { count: recounts })
        : isStarted
          ? t("row.begun")
          : all
            ? t("all-counted")
            : t("counted-of", { counted, total })}
    </span>
  );
}

/** It has its final height, so that nothing moves when the tills have loaded. */
export function SheetSkeleton() {
  const t = useTranslations("till-count");
  return (
    <div aria-busy="true" className="grid border-t border-ink px-edge sm:grid-cols-2 sm:gap-x-12">
      <span className="sr-only">{t("reading-tills")}</span>
      {[1, 2, 3, 4].map((row) => (
        <div
          key={row}
          className="flex h-14 items-center border-b border-rule px-2 text-ink-3 sm:h-12"
        >
          —
        </div>
      ))}
    </div>
  );
}
