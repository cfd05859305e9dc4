"use client";

/** Finds the lines on which the draft is simulated, and the response to the debounced draft. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { simulationQuery } from "@/lib/client/tolerances";
import { writeLevels } from "@/lib/domain/tolerance/levels";
import { addDays, countRangeDays, type DateRange } from "@/lib/domain/business-date";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { unorderedSides } from "@/lib/domain/tolerance/scope";
import type { RuleDraft } from "./rule-draft";
import { useDebouncedValue } from "../ui/use-debounced-value";

const DEBOUNCE_MS = 150;
const DAYS_SHOWN_FIRST = 90;
/** The API allows at most this. */
export const SIMULATED_DAYS_MAX = 400;

export type SimulatorState = ReturnType<typeof useSimulator>;

export function useSimulator(draft: RuleDraft, today: string) {
  const [range, setRange] = useState<DateRange>(() => ({
    from: addDays(today, 1 - DAYS_SHOWN_FIRST),
    to: today,
  }));
  const [chosen, setChosen] = useState<string[]>([]);
  const { centreId, tenderId, currency, levels } = useDebouncedValue(draft, DEBOUNCE_MS);
  const isLong = countRangeDays(range) > SIMULATED_DAYS_MAX;
  const request = {
    rule: { centreId, tenderId, currency, ...writeLevels(levels) },
    centreIds: centreId === ANY ? chosen : [],
    ...range,
  };
  const isValid = !isLong && unorderedSides(levels).length === 0;
  const simulation = useQuery(simulationQuery(request, isValid));
  return { range, setRange, chosen, setChosen, isLong, simulation };
}
