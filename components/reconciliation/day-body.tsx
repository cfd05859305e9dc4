"use client";

/**
 * Shows the lines of a day and the one that is open in detail: beside each other where the window
 * has room for both, and otherwise below each other.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { takeDay } from "@/lib/client/list-return";
import { type DayKey, dayQuery } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatBusinessDate } from "@/lib/domain/format";
import type { LineKey } from "@/lib/domain/keys";
import { Difference } from "../money/difference";
import { useInstantText } from "../ui/instant";
import { DayDone } from "./day-done";
import { DayFloats } from "./day-floats";
import { DayCheck, DayLine, type LineRights } from "./day-line";
import { DayLines } from "./day-lines";
import { findGoneSince } from "./gone-since";
import { useDrafts } from "./use-drafts";
import type { DayItem, SelectedLine } from "./use-selected-line";

type DayBodyProps = {
  day: DayDetail;
  dayKey: DayKey;
  rights: LineRights;
  selected: SelectedLine;
  chosen: DayItem;
  onSaved: (day: DayDetail) => void;
};

export function DayBody({ day, dayKey, rights, selected, chosen, onSaved }: DayBodyProps) {
  const client = useQueryClient();
  const drafts = useDrafts(chosen.id);
  const [done, setDone] = useState<{ next: LineKey | null } | null>(null);
  const { centreId, businessDate } = day;
  const about = {
    day,
    dayKey,
    rights,
    ...drafts,
    onSaved,
    onReload: () => void client.fetchQuery({ ...dayQuery(dayKey), staleTime: 0 }),
    onExplained: () => {
      const position = chosen.kind === "line" ? chosen.line : chosen.check;
      if (!selected.goNext()) setDone({ next: takeDay({ ...position, centreId, businessDate }) });
    },
  };
  return (
    <>
      <DayName day={day} />
      <NoSheet day={day} />
      <div className="min-[1440px]:grid min-[1440px]:grid-cols-[minmax(0,1fr)_404px] print:block">
        <div className="min-w-0">
          <DayLines day={day} chosen={chosen.id} onChoose={selected.choose} />
          <DayFloats day={day} chosen={chosen.id} onChoose={selected.choose} />
        </div>
        <div className="min-w-0 min-[1440px]:border-l min-[1440px]:border-rule min-[1440px]:[--edge:20px]">
          {chosen.kind === "line" ? (
            <DayLine key={chosen.id} {...about} line={chosen.line} />
          ) : (
            <DayCheck key={chosen.id} {...about} check={chosen.check} />
          )}
        </div>
      </div>
      {done !== null && <DayDone next={done.next} />}
    </>
  );
}

/** On a small screen the head of the day scrolls away; this stays and names it. */
function DayName({ day }: { day: DayDetail }) {
  const language = useLocale();
  return (
    <p
      aria-hidden="true"
      className="no-print sticky top-0 z-6 flex h-9 items-center gap-2 border-b border-rule bg-band px-edge text-sm lg:hidden short:static"
    >
      <b className="truncate">{day.centreName}</b>
      <span className="whitespace-nowrap text-ink-2">
        {formatBusinessDate(day.businessDate, language, "short")}
      </span>
      <Difference minor={day.netMinor} currency={day.currency} className="ml-auto" />
    </p>
  );
}

function NoSheet({ day }: { day: DayDetail }) {
  const t = useTranslations("day");
  const instant = useInstantText();
  if (day.hasSheet) return null;
  const goneSince = findGoneSince(day);
  return (
    <p className="border-b border-rule bg-band px-edge py-3 text-ink-2">
      {goneSince === null ? t("no-sheet") : t("sheet-gone", { at: instant(goneSince, "long") })}
    </p>
  );
}
