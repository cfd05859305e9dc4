"use client";

/**
 * Simulates the draft on the stored lines: how many it would have flagged, and how much of the
 * money.
 */
import { useTranslations } from "next-intl";
import type { Centre } from "@/lib/contracts/centre";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { Combobox } from "../ui/combobox";
import { DateRangePicker } from "../ui/date-range";
import { ErrorState } from "../ui/error-state";
import type { RuleDraft } from "./rule-draft";
import { SimulationSentence } from "./simulation-sentence";
import { SimulationTable } from "./simulation-table";
import { SIMULATED_DAYS_MAX, type SimulatorState } from "./use-simulator";

type SimulatorProps = {
  state: SimulatorState;
  draft: RuleDraft;
  centres: Centre[];
  today: string;
};

export function Simulator({ state, draft, centres, today }: SimulatorProps) {
  const t = useTranslations("tolerance.simulator");
  const { range, setRange, chosen, setChosen, isLong, simulation } = state;
  const options = centres
    .filter((centre) => centre.currency === draft.currency)
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
      {isLong && <p role="alert">{t("too-long", { days: SIMULATED_DAYS_MAX })}</p>}
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
