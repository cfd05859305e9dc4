"use client";

/**
 * Simulates the draft on the stored lines: how many it would have flagged, and how much of the
 * money.
 */
import { useTranslations } from "next-intl";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { CentresChoice } from "../centre/centres-choice";
import { DateRangePicker } from "../ui/date-range";
import { ErrorState } from "../ui/error-state";
import type { RuleDraft } from "./rule-draft";
import { SimulationSentence } from "./simulation-sentence";
import { SimulationTable } from "./simulation-table";
import { SIMULATED_DAYS_MAX, type SimulatorState } from "./use-simulator";

type SimulatorProps = {
  state: SimulatorState;
  draft: RuleDraft;
  offer: CentreOffer<OfferedCentre>;
  today: string;
};

export function Simulator({ state, draft, offer, today }: SimulatorProps) {
  const t = useTranslations("tolerance.simulator");
  const { range, setRange, chosen, setChosen, isLong, simulation } = state;
  return (
    <section aria-labelledby="simulator" className="grid min-w-0 content-start gap-3">
      <h2 id="simulator">{t("title")}</h2>
      <div className="flex flex-wrap gap-2">
        <DateRangePicker value={range} onChange={setRange} today={today} label={t("dates")} />
        {draft.centreId === ANY && (
          <CentresChoice
            label={t("centres")}
            offer={offer}
            currency={draft.currency}
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
