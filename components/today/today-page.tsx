"use client";

/**
 * Shows what needs the reader now: the inbox at the left, and how complete the last days are beside
 * it.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { todayQuery } from "@/lib/client/today";
import type { Need, Today } from "@/lib/contracts/today";
import type { FirstDayFacts } from "@/lib/domain/first-day";
import { NoCentres } from "../centre/no-centres";
import { useProblemText } from "../ui/error-state";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { Coverage } from "./coverage";
import { Earlier } from "./earlier";
import { FirstDay } from "./first-day";
import { Failures } from "./failures";
import { FreshnessMark } from "./freshness-mark";
import { InboxList } from "./inbox-list";
import { Older } from "./older";
import { StatusSummary } from "./status-summary";
import { RunningSyncs } from "./running-syncs";
import { InboxSection } from "./inbox-section";

const ITEMS_SHOWN_MAX = 12;

/** These wait for a move, whatever their date; other items of earlier dates are listed briefly. */
const MOVES: readonly Need["kind"][] = ["changed", "recount", "review", "approval", "closure"];

function isMove(kind: Need["kind"]): boolean {
  return MOVES.includes(kind);
}

type TodayPageProps = {
  initial: Today;
  mayStart: boolean;
  /** It is null where something was read, and for a reader who may not set the product up. */
  firstDay: FirstDayFacts | null;
  /** Before the first reading: the centres that the reader may read. */
  readable: readonly string[];
};

export function TodayPage({ initial, mayStart, firstDay, readable }: TodayPageProps) {
  const t = useTranslations("today");
  const { data, error } = useQuery(todayQuery(initial));
  const mine = data.needs.filter((need) => need.mine);
  const now = mine.filter(({ kind, businessDate }) => isMove(kind) || businessDate === data.to);
  const earlier = mine.filter(({ kind, businessDate }) => !isMove(kind) && businessDate < data.to);
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-4 pb-3 sm:pt-5 sm:pb-4">
        <h1>{t("title")}</h1>
        <Instant
          iso={data.now}
          style="long"
          className="inline-block whitespace-nowrap text-ink-2 first-letter:uppercase"
        />
        {!data.neverRead && <FreshnessMark freshness={data.freshness} now={data.now} />}
      </div>
      {error !== null && <OutdatedNotice error={error} />}
      {data.neverRead && data.coverage.length === 0 && firstDay === null && (
        <NoCentres mayAdminister={false} />
      )}
      {data.neverRead && (data.coverage.length > 0 || firstDay !== null) && (
        <FirstDay today={data} facts={firstDay} readable={readable} />
      )}
      {!data.neverRead && (
        <div className="grid flex-1 content-stretch border-t border-rule min-[1241px]:grid-cols-[minmax(0,1fr)_620px] print:block">
          <section
            aria-label={t("for-you")}
            className="min-w-0 px-edge pt-5 pb-8 min-[1241px]:pr-8 print:p-0 print:pt-2"
          >
            <StatusSummary today={data} />
            <InboxList
              items={now.slice(0, ITEMS_SHOWN_MAX)}
              coverage={data.coverage}
              to={data.to}
            />
            <Failures failures={data.failures} mayStart={mayStart} />
            <Earlier items={earlier} />
            <Older older={data.older} />
            <InboxSection items={data.needs.filter((need) => !need.mine)} />
            <RunningSyncs syncs={data.underWay} />
          </section>
          <Coverage today={data} />
        </div>
      )}
    </>
  );
}

/** The earlier data stays, and the page says that it is no longer updated. */
function OutdatedNotice({ error }: { error: Error }) {
  const t = useTranslations("today");
  const problem = useProblemText(error);
  return (
    <Notice kind="warn" title={problem.title}>
      {t("not-followed")}
    </Notice>
  );
}
