"use client";

/** The draft on what is held: how many lines it would have flagged, and how much of the money. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { simulationQuery } from "@/lib/client/tolerances";
import type { Centre } from "@/lib/contracts/centre";
import { wireLevels } from "@/lib/contracts/tolerance";
import { addDays, daysIn, type DateRange } from "@/lib/domain/business-date";
import { ANY } from "@/lib/domain/tolerance";
import { unorderedSides } from "@/lib/domain/tolerance-scope";
import { Combobox } from "../ui/combobox";
import { DateRangePicker } from "../ui/date-range";
import { ErrorState } from "../ui/error-state";
import type { RuleDraft } from "./rule-draft";
import { SimulationSentence } from "./simulation-sentence";
import { SimulationTable } from "./simulation-table";
import { useSettled } from "./use-settled";

const SETTLED_MS = 150;
const DAYS_SHOWN_FIRST = 90;
/** As the API allows. */
const DAYS_MAX = 400;

type SimulatorProps = { draft: RuleDraft; centres: Centre[]; today: string };

export function Simulator({ draft, centres, today }: SimulatorProps) {
  const t = useTranslations("tolerance.simulator");
  const [range, setRange] = useState<DateRange>(() => ({
    from: addDays(today, 1 - DAYS_SHOWN_FIRST),
    to: today,
  }));
  const [chosen, setChosen] = useState<string[]>([]);
  const { centreId, tenderId, currency, levels } = useSettled(draft, SETTLED_MS);
  const isLong = daysIn(range) > DAYS_MAX;
  const asked = {
    rule: { centreId, tenderId, currency, ...wireLevels(levels) },
    centreIds: centreId === ANY ? chosen : [],
    ...range,
  };
  const isAskable = !isLong && unorderedSides(levels).length === 0;
  const simulation = useQuery(simulationQuery(asked, isAskable));
  const options = centres
    .filter((centre) => centre.currency === currency)
    .map(({ id, name }) => ({ value: id, label: name, hint: id }));
  return (
    <section aria-labelledby="simulator" className="grid min-w-0 content-start gap-3">
      <h2 id="simulator">{t("title")}</h2>
      <div className="flex flex-wrap gap-2">
        <DateRangePicker value={range} onChange={setRange} today={today} label={t("dates")} />
        {draft.centreId === ANY && (
          <Combobox
            label={t("centres")}
            options={options}
            selected={chosen}
            all={t("all-mine")}
            onChange={setChosen}
            className="w-48"
          />
        )}
      </div>
      {isLong && <p role="alert">{t("too-long", { days: DAYS_MAX })}</p>}
      {simulation.isError && simulation.data === undefined ? (
        <ErrorState error={simulation.error} onRetry={() => void simulation.refetch()} />
      ) : (
        <>
          <SimulationSentence simulated={simulation.data ?? null} range={range} />
          {simulation.data !== undefined && simulation.data.total.lines > 0 && (
            <SimulationTable simulated={simulation.data} />
          )}
        </>
      )}
    </section>
  );
}
