"use client";

/** Offers to explain the other side of a swap with the same button: both lines, or neither. */
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import type { CauseView } from "@/lib/contracts/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { Cause } from "@/lib/domain/causes/cause";
import { findMirror } from "@/lib/domain/causes/mirror";
import { formatDifference } from "@/lib/domain/format";
import { isSamePosition } from "@/lib/domain/keys";
import { Checkbox } from "../ui/checkbox";
import { type ExplainedLine, getNames } from "./explained-line";

/** Returns the line on the other side, while it still has to be explained. */
export function findMirrorLine(
  day: DayDetail,
  line: ExplainedLine,
  cause: CauseView,
): ExplainedLine | undefined {
  const position = findMirror(cause as Pick<Cause, "kind" | "facts">, line);
  if (position === null) return undefined;
  const mirror = day.lineDetails.find((one) => isSamePosition(one, position));
  if (mirror?.reason !== null || mirror.differenceMinor === null) return undefined;
  return mirror.verdict === "matched" ? undefined : mirror;
}

type MirrorChoiceProps = {
  day: DayDetail;
  line: ExplainedLine;
  mirror: ExplainedLine;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

export function MirrorChoice({ day, line, mirror, checked, onChange }: MirrorChoiceProps) {
  const t = useTranslations("explanation.mirror");
  const language = useLocale();
  const id = useId();
  const { shift, till, tender } = getNames(day, mirror);
  const signed = (minor: number) => formatDifference(minor, line.currency, language);
  const own = mirror.differenceMinor ?? 0;
  return (
    <p className="no-print mt-2 flex items-start gap-2">
      <Checkbox id={id} checked={checked} onCheckedChange={() => onChange(!checked)} />
      <label htmlFor={id} className="max-sm:min-h-11">
        {t("also")} {`${shift}, ${till}, ${tender}`}{" "}
        <b className={own < 0 ? "text-short" : "text-over"}>{signed(own)}</b>{" "}
        <span className="text-xs text-ink-2">
          {t("together", { sum: signed(own + (line.differenceMinor ?? 0)) })}
        </span>
      </label>
    </p>
  );
}
