"use client";

/**
 * Stands on Today until the first cash sheet is read: an administrator sees what is left to set up,
 * everyone else that nothing is known yet, and who can start the first reading.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { firstDayQuery } from "@/lib/client/first-day";
import type { Today } from "@/lib/contracts/today";
import { addDays } from "@/lib/domain/business-date";
import type { FirstDayFacts } from "@/lib/domain/first-day";
import { useRefresh } from "../sync/use-refresh";
import { ErrorState } from "../ui/error-state";
import { Failures } from "./failures";
import { FirstDaySteps } from "./first-day-steps";
import { FirstReadingButton } from "./first-reading-button";
import { RunningSyncs } from "./running-syncs";

const FIRST_READING_DAYS = 7;

type FirstDayProps = {
  today: Today;
  /** It is null for a reader who may not administer the installation. */
  facts: FirstDayFacts | null;
  /** The reader may read these centres from Cashrec; null is all of them. */
  readable: readonly string[] | null;
};

export function FirstDay({ today, facts, readable }: FirstDayProps) {
  const t = useTranslations("first-day");
  const queries = useQueryClient();
  const refresh = useRefresh(today.freshness.syncId, () => {
    void queries.invalidateQueries({ queryKey: ["today"] });
    void queries.invalidateQueries({ queryKey: ["first-day"] });
  });
  const read =
    readable?.length === 0
      ? null
      : () =>
          refresh.start({
            centreIds: readable,
            from: addDays(today.to, 1 - FIRST_READING_DAYS),
            to: today.to,
          });
  return (
    <div className="grid flex-1 content-stretch border-t border-rule min-[1241px]:grid-cols-[minmax(0,1fr)_360px] print:block">
      <div className="min-w-0 px-edge pt-5 pb-8 max-sm:order-2 min-[1241px]:pr-8">
        {facts !== null && (
          <Steps
            initial={facts}
            days={FIRST_READING_DAYS}
            onRead={read}
            working={refresh.isRunning}
          />
        )}
        {facts === null && read === null && <p>{t("nothing.ask")}</p>}
        {facts === null && read !== null && (
          <FirstReadingButton kind="do" onRead={read} working={refresh.isRunning} />
        )}
        {refresh.error !== null && <ErrorState error={refresh.error} />}
        <Failures failures={today.freshness.failures} mayStart={read !== null} />
        <RunningSyncs syncs={today.underWay} />
      </div>
      <NothingRead />
    </div>
  );
}

type StepsProps = {
  initial: FirstDayFacts;
  days: number;
  onRead: (() => void) | null;
  working: boolean;
};

function Steps({ initial, ...rest }: StepsProps) {
  const { data } = useQuery(firstDayQuery(initial));
  return <FirstDaySteps facts={data} {...rest} />;
}

const UNKNOWN = ["sheets", "counts", "differences"] as const;

function NothingRead() {
  const t = useTranslations("first-day.nothing");
  return (
    <aside
      aria-labelledby="nothing-read"
      className="bg-band px-edge py-5 max-sm:order-1 min-[1241px]:perf-page min-[1241px]:pl-8"
    >
      <h2 id="nothing-read" className="text-base">
        {t("title")}
      </h2>
      <p className="mt-1 max-w-[60ch] text-ink-2">{t("hint")}</p>
      <dl className="mt-4 max-sm:hidden">
        {UNKNOWN.map((name) => (
          <div key={name} className="flex justify-between gap-4 border-b border-rule py-2">
            <dt>{t(name)}</dt>
            <dd>
              – <span className="text-xs text-ink-3">{t(`${name}-none`)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
