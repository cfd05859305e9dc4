"use client";

/**
 * Shows what needs the reader now: one list at the left, and how complete the last days are, or the
 * thread that is open, beside it.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { useUnpacked } from "../ui/use-unpacked";
import { todayQuery } from "@/lib/client/today";
import type { AttentionItem } from "@/lib/contracts/attention";
import type { Need, Today } from "@/lib/contracts/today";
import { addDays } from "@/lib/domain/business-date";
import type { FirstDayFacts } from "@/lib/domain/first-day";
import { NodeChoice } from "../filter/organisation-choice";
import { NoCentres } from "../centre/no-centres";
import { useProblemText } from "../ui/error-state";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { AttentionList } from "./attention";
import { AttentionPanel } from "./attention-panel";
import type { AttentionRights } from "./attention-row";
import { Coverage } from "./coverage";
import { FirstDay } from "./first-day";
import { Failures } from "./failures";
import { FreshnessMark } from "./freshness-mark";
import { InboxList } from "./inbox-list";
import { NothingWaiting } from "./nothing-waiting";
import { Older } from "./older";
import { StatusSummary } from "./status-summary";
import { RunningSyncs } from "./running-syncs";
import { InboxSection } from "./inbox-section";

/** Lines that are short, over or not counted are in the list of attention, line by line. */
const OF_LINES: readonly Need["kind"][] = ["short", "over", "uncounted", "unexpected"];

type TodayPageProps = {
  packedToday: Packed<Today>;
  mayStart: boolean;
  rights: AttentionRights;
  /** It is null where something was read, and for a reader who may not set the product up. */
  firstDay: FirstDayFacts | null;
  /** Before the first reading: the centres that the reader may read; null is all of them. */
  readable: readonly string[] | null;
  nodeIds: readonly string[];
  /** The nodes above the reader's centres; null is every node. */
  within: readonly string[] | null;
};

export function TodayPage(props: TodayPageProps) {
  const { packedToday, mayStart, rights, firstDay, readable, nodeIds, within } = props;
  const initial = useUnpacked(packedToday);
  const t = useTranslations("today");
  const router = useRouter();
  const { data, error } = useQuery(todayQuery(initial, nodeIds));
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-4 pb-3 sm:pt-5 sm:pb-4">
        <h1>{t(rights.isObserver ? "title-observer" : "title")}</h1>
        <Instant
          iso={data.now}
          style="long"
          className="inline-block whitespace-nowrap text-ink-2 first-letter:uppercase"
        />
        {!data.neverRead && <FreshnessMark freshness={data.freshness} now={data.now} />}
        {within?.length !== 0 && (
          <div className="no-print ml-auto w-48 max-sm:ml-0">
            <NodeChoice
              label={t("organisation")}
              nodeIds={nodeIds}
              within={within}
              onChange={(chosen) => router.push(writeAddress(chosen))}
            />
          </div>
        )}
      </div>
      {error !== null && <OutdatedNotice error={error} />}
      {data.neverRead && data.coverage.length === 0 && firstDay === null && (
        <NoCentres mayAdminister={false} />
      )}
      {data.neverRead && (data.coverage.length > 0 || firstDay !== null) && (
        <FirstDay today={data} facts={firstDay} readable={readable} />
      )}
      {!data.neverRead && <Work today={data} mayStart={mayStart} rights={rights} />}
    </>
  );
}

function writeAddress(nodeIds: readonly string[]): string {
  const query = new URLSearchParams(nodeIds.map((id) => ["nodeId", id])).toString();
  return query === "" ? "/" : `/?${query}`;
}

type WorkProps = { today: Today; mayStart: boolean; rights: AttentionRights };

function Work({ today, mayStart, rights }: WorkProps) {
  const t = useTranslations("today");
  const [open, setOpen] = useState<AttentionItem | null>(null);
  const pressed = useRef<Element | null>(null);
  const moves = today.needs.filter(({ kind }) => !OF_LINES.includes(kind));
  const mine = moves.filter((need) => need.mine);
  const others = moves.filter((need) => !need.mine);
  const close = () => {
    setOpen(null);
    if (pressed.current instanceof HTMLElement) pressed.current.focus();
  };
  return (
    <div className="grid flex-1 content-stretch border-t border-rule min-[1241px]:grid-cols-[minmax(0,1fr)_620px] print:block">
      <section
        aria-label={t("for-you")}
        className="min-w-0 px-edge pt-4 pb-8 min-[1241px]:pr-8 print:p-0 print:pt-2"
      >
        {today.attention.items.length === 0 && mine.length === 0 && (
          <NothingWaiting coverage={today.coverage} to={today.to} isObserver={rights.isObserver} />
        )}
        {today.attention.items.length > 0 && (
          <AttentionList
            attention={today.attention}
            today={addDays(today.to, 1)}
            rights={rights}
            open={open?.id ?? null}
            onOpen={(item) => {
              pressed.current = document.activeElement;
              setOpen(item);
            }}
          />
        )}
        <InboxList items={mine} />
        <InboxSection items={others} />
        <Failures failures={today.freshness.failures} mayStart={mayStart} />
        <Older older={today.older} />
        <RunningSyncs syncs={today.underWay} />
        <StatusSummary today={today} />
      </section>
      {open === null ? <Coverage today={today} /> : <AttentionPanel item={open} onClose={close} />}
    </div>
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
