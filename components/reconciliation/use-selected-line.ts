/**
 * Tells which line, or which check of a float, the page shows in detail. It is the one in the
 * address; without one it is the worst that is not explained.
 */
import { useEffect, useState } from "react";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatLinePosition } from "@/lib/domain/keys";
import { listPosition, parsePosition } from "@/lib/domain/screen/line-address";
import { findNextUnexplained, findWorstLine } from "@/lib/domain/screen/worst-line";
import { toExplainedLine } from "../explanation/explained-line";
import { readLineParameter, replaceLineParameter, useLineParameter } from "./use-line-address";

/** The detail begins in view when it begins above this part of the window. */
const VISIBLE_SHARE = 0.7;

export type DayItem =
  | { kind: "line"; id: string; line: DayDetail["lineDetails"][number] }
  | { kind: "check"; id: string; check: DayDetail["openings"][number] };

export type SelectedLine = ReturnType<typeof useSelectedLine>;

export function useSelectedLine(day: DayDetail) {
  const wanted = readId(useLineParameter());
  // The worst line is found once, so that the line that is being explained is not replaced by the
  // next.
  const [worst] = useState(() => findWorst(day));
  const all = listItems(day);
  useEffect(() => {
    if (wanted !== null) showDetail();
  }, [wanted]);
  const find = (id: string | null) => all.find((item) => item.id === id);
  const choose = (item: DayItem | undefined) => {
    if (item !== undefined) replaceLineParameter(listPosition(positionOf(item)));
  };
  return {
    chosen: find(wanted) ?? find(worst) ?? all[0],
    choose: (id: string) => choose(find(id)),
    /** Selects the next that needs an explanation; returns false when none is left. */
    goNext: () => {
      const now = find(readId(readLineParameter())) ?? find(worst) ?? all[0];
      const at = now === undefined ? -1 : all.indexOf(now);
      const next = findNextUnexplained(
        all.map((item) => toNeed(day, item)),
        at,
      );
      if (next !== null) choose(all[next]);
      return next !== null;
    },
    /** Selects the line above or below, without leaving the list. */
    step: (by: number) => {
      const now = find(readId(readLineParameter())) ?? find(worst) ?? all[0];
      const at = now === undefined ? -1 : all.indexOf(now);
      choose(all[Math.max(0, Math.min(all.length - 1, at + by))]);
    },
  };
}

/** A line that is opened or chosen must not stay below the edge of a small screen. */
function showDetail(): void {
  const detail = document.querySelector("[data-line-detail]");
  if (detail === null) return;
  const { top } = detail.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight * VISIBLE_SHARE) detail.scrollIntoView();
}

function listItems(day: DayDetail): DayItem[] {
  return [
    ...day.lineDetails.map((line): DayItem => ({
      kind: "line",
      id: formatLinePosition(line),
      line,
    })),
    ...day.openings.map((check): DayItem => ({
      kind: "check",
      id: formatLinePosition(check),
      check,
    })),
  ];
}

function toNeed(day: DayDetail, item: DayItem) {
  if (item.kind === "line") return item.line;
  return { verdict: toExplainedLine(day, item.check).verdict, reason: item.check.reason };
}

function positionOf(item: DayItem) {
  return item.kind === "line" ? item.line : item.check;
}

function readId(parameter: string | null): string | null {
  const position = parsePosition(parameter);
  return position === null ? null : formatLinePosition(position);
}

function findWorst({ lineDetails }: DayDetail): string | null {
  const worst = findWorstLine(lineDetails);
  return worst === null ? null : formatLinePosition(worst);
}
