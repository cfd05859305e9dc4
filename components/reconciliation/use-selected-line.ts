/** Holds which line, or which check of a float, the page below shows in detail. */
import { useState } from "react";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatLineKey } from "@/lib/domain/keys";
import { buildCheckId } from "../explanation/explained-line";

type SelectedLine =
  | { kind: "line"; id: string; line: DayDetail["lineDetails"][number] }
  | { kind: "check"; id: string; check: DayDetail["openings"][number] };

export function useSelectedLine(day: DayDetail) {
  // The first selection is made once, so that the line that is being explained is not replaced by
  // the next.
  const [wanted, setWanted] = useState(() => findFirstUnexplained(day));
  const all: SelectedLine[] = [
    ...day.lineDetails.map((line) => ({ kind: "line" as const, id: formatLineKey(line), line })),
    ...day.openings.map((check) => ({
      kind: "check" as const,
      id: buildCheckId(day, check),
      check,
    })),
  ];
  const chosen = all.find(({ id }) => id === wanted) ?? all[0];
  /** Selects the line above or below, without leaving the list. */
  const step = (by: number) => {
    const at = chosen === undefined ? -1 : all.indexOf(chosen);
    setWanted(all[Math.max(0, Math.min(all.length - 1, at + by))]?.id ?? null);
  };
  return { chosen, choose: setWanted, step };
}

/** Lines that need an explanation come first, then those that are not as expected. */
function findFirstUnexplained({ lineDetails }: DayDetail): string | null {
  const wrong = lineDetails.filter(({ verdict }) => verdict !== "matched");
  const first =
    wrong.find(({ verdict, reason }) => verdict !== "within-tolerance" && reason === null) ??
    wrong[0];
  return first === undefined ? null : formatLineKey(first);
}
