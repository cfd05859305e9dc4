"use client";

/** Leads from a till to its hand-over, and tells what the last one and the last spot count were. */
import { useTranslations } from "next-intl";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import type { CountShift } from "./count-text";

/** Stands for the tender in the address of the screen that hands a till over. */
export const HAND_OVER = "~hand-over";

type TillEventRowsProps = { shift: CountShift; currency: string; onOpen: (id: string) => void };

export function TillEventRows({ shift, currency, onOpen }: TillEventRowsProps) {
  const t = useTranslations("till-count.hand-over");
  const [spot] = shift.events.spots;
  const [handOver] = shift.events.handOvers;
  return (
    <>
      {spot !== undefined && (
        <p className="border-b border-rule py-2 text-xs text-ink-2">
          {t("last-spot")} <Amount minor={spot.countedMinor} currency={currency} />, {spot.by},{" "}
          <Instant iso={spot.at} style="time" />
        </p>
      )}
      <div className="flex min-h-12 items-center justify-between gap-x-4 border-b border-rule py-2">
        <div className="min-w-0 flex-1">
          <b className="font-medium">{t("row")}</b>
          <p className="text-xs text-ink-2">
            {handOver === undefined
              ? t("none")
              : t(handOver.taken === null ? "pending" : "done", {
                  giver: handOver.givenBy,
                  taker: handOver.taken?.by ?? "",
                })}
          </p>
        </div>
        <Button className="h-11 min-w-[92px]" onClick={() => onOpen(HAND_OVER)}>
          {t(handOver?.taken === null ? "take-short" : "give-short")}
        </Button>
      </div>
    </>
  );
}
