"use client";

/** The tills of each shift, and how much of each is counted. */
import { useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import type { CountPlace } from "./use-count-place";

export type CountShift = CountSheet["shifts"][number];

type ShiftListProps = {
  sheet: CountSheet;
  chosen: CountShift | undefined;
  onGo: (change: Partial<CountPlace>) => void;
};

export function ShiftList({ sheet, chosen, onGo }: ShiftListProps) {
  const t = useTranslations("till-count");
  return (
    <ul
      aria-label={t("tills")}
      className="grid border-t border-ink px-edge sm:grid-cols-2 sm:gap-x-12"
    >
      {sheet.shifts.map((shift) => (
        <li key={JSON.stringify([shift.shiftId, shift.tillId])} className="border-b border-rule">
          <button
            type="button"
            aria-pressed={shift === chosen}
            onClick={() => onGo({ shift: shift.shiftId, till: shift.tillId })}
            className={classNames(
              "flex min-h-12 w-full items-center gap-3 px-2 text-left hover:bg-hover",
              shift === chosen && "bg-selected shadow-[inset_3px_0_0_var(--accent)]",
            )}
          >
            <span className="min-w-0 flex-1 truncate font-medium">
              <TillName shift={shift} />
            </span>
            <Counted shift={shift} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Morning, Till 1: names where Cashrec gives them, ids otherwise. */
export function TillName({ shift }: { shift: CountShift }) {
  const t = useTranslations("till-count");
  return t("shift-till", {
    shift: shift.shiftName ?? t("shift-id", { id: shift.shiftId }),
    till: shift.tillName ?? t("till-id", { id: shift.tillId }),
  });
}

function Counted({ shift }: { shift: CountShift }) {
  const t = useTranslations("till-count");
  const total = shift.tenders.length;
  const counted = shift.tenders.filter(({ countedMinor }) => countedMinor !== null).length;
  const all = counted === total;
  return (
    <span
      className={classNames(
        "flex shrink-0 items-center gap-1 text-xs",
        all ? "text-ink-2" : "text-uncounted",
      )}
    >
      {all && <Icon name="check" className="size-3.5 text-matched" />}
      {all ? t("all-counted") : t("counted-of", { counted, total })}
    </span>
  );
}

/** At its final height, so that nothing moves when the tills arrive. */
export function SheetWaiting() {
  const t = useTranslations("till-count");
  return (
    <div aria-busy="true" className="grid border-t border-ink px-edge sm:grid-cols-2 sm:gap-x-12">
      <span className="sr-only">{t("reading-tills")}</span>
      {[1, 2, 3, 4].map((row) => (
        <div key={row} className="flex h-12 items-center border-b border-rule px-2 text-ink-3">
          —
        </div>
      ))}
    </div>
  );
}
