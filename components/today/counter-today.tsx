"use client";

/**
 * Shows the first page of someone who counts: questions and requested recounts, then the tills that
 * are late, those whose shift has ended, and folded the rest; and what waits on this device.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { waitingQuery } from "@/lib/client/till-counts";
import type { Waiting } from "@/lib/contracts/count-settings";
import type { Question } from "@/lib/contracts/thread";
import { formatBusinessDate } from "@/lib/domain/format";
import { RecountNote } from "../till-count/recount-note";
import { UnsentCountsBanner } from "../till-count/unsent-counts-banner";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { CounterQuestions } from "./counter-questions";
import { sortWaiting } from "./sort-waiting";

type CounterTodayProps = {
  userId: string;
  /** It is null when the reader may count nowhere. */
  waiting: Waiting | null;
  questions: Question[];
  centres: { id: string; name: string }[];
};

export function CounterToday({ userId, waiting, questions, centres }: CounterTodayProps) {
  const t = useTranslations("today.counter");
  if (centres.length === 0 || waiting === null) {
    return <EmptyState title={t("no-centre")} hint={t("no-centre-hint")} />;
  }
  return (
    <>
      <UnsentCountsBanner userId={userId} />
      <div className="px-edge pt-4 pb-3 sm:pt-5 sm:pb-4">
        <h1>{t("title")}</h1>
        <p className="max-w-[60ch] text-ink-2">{t("hint")}</p>
      </div>
      <CounterQuestions initial={questions} />
      <Days initial={waiting} centres={centres} />
    </>
  );
}

function Days({ initial, centres }: { initial: Waiting; centres: CounterTodayProps["centres"] }) {
  const t = useTranslations("today.counter");
  const { data } = useQuery(waitingQuery(initial));
  const { late, ended, running } = sortWaiting(data.days);
  const named = new Set(data.days.map(({ centreId }) => centreId));
  const otherCentres = centres.filter(({ id }) => !named.has(id)).slice(0, OTHER_CENTRES_MAX);
  return (
    <div className="grid max-w-[820px] gap-6 px-edge pb-8">
      {data.days.length === 0 && <p className="border-t border-ink pt-3">{t("nothing-left")}</p>}
      <DayList label={t("late")} days={late} />
      <DayList label={t("ended")} days={ended} />
      {running.length > 0 && (
        <details open={late.length + ended.length === 0}>
          <summary className="flex min-h-11 cursor-pointer items-center font-medium">
            {t("running", { count: running.reduce((sum, day) => sum + day.tills.length, 0) })}
          </summary>
          <div className="grid gap-6 pt-2">
            {running.map((day) => (
              <Day key={`${day.centreId} ${day.businessDate}`} day={day} />
            ))}
          </div>
        </details>
      )}
      {data.more && <p className="text-ink-2">{t("more")}</p>}
      {otherCentres.length > 0 && (
        <ul aria-label={t("other-centres")} className="flex flex-wrap gap-2">
          {otherCentres.map(({ id, name }) => (
            <li key={id}>
              <ButtonLink
                href={`/till-counts?centreId=${encodeURIComponent(id)}`}
                aria-label={t("count-in", { centre: name })}
              >
                {name}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function DayList({ label, days }: { label: string; days: readonly WaitingDay[] }) {
  if (days.length === 0) return null;
  return (
    <section aria-label={label} className="grid gap-4">
      <p className="text-sm font-medium text-ink-2">{label}</p>
      {days.map((day) => (
        <Day key={`${day.centreId} ${day.businessDate}`} day={day} />
      ))}
    </section>
  );
}

const OTHER_CENTRES_MAX = 60;

type WaitingDay = Waiting["days"][number];

function Day({ day }: { day: WaitingDay }) {
  const t = useTranslations("today.counter");
  const language = useLocale();
  const date = formatBusinessDate(day.businessDate, language, "long");
  return (
    <section aria-label={`${day.centreName}, ${date}`}>
      <h2 className="flex flex-wrap items-baseline gap-x-2 border-b border-ink pb-1">
        {day.centreName}
        <span className="text-base font-normal text-ink-2">
          {day.isToday ? t("today", { date }) : date}
        </span>
      </h2>
      <ul>
        {day.recounts.map((recount) => (
          <li
            key={JSON.stringify([recount.shiftId, recount.tillId, recount.tenderId])}
            className="grid gap-2 border-b border-rule py-2.5"
          >
            <Row
              name={`${formatTill(recount, t)}, ${recount.tenderName ?? recount.tenderId}`}
              hint=""
              href={buildHref(day, recount)}
              verb={t("count-again")}
              urgent
            />
            <RecountNote recount={recount} />
          </li>
        ))}
        {day.tills.map((till) => (
          <li
            key={JSON.stringify([till.shiftId, till.tillId])}
            className="border-b border-rule py-2.5"
          >
            <Row
              name={formatTill(till, t)}
              hint={t("left", { left: till.uncounted, tenders: till.tenders })}
              href={buildHref(day, till)}
              verb={t("count")}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type RowProps = { name: string; hint: string; href: string; verb: string; urgent?: true };

function Row({ name, hint, href, verb, urgent }: RowProps) {
  return (
    <div className="flex items-center justify-between gap-x-4">
      <div className="min-w-0">
        <b className="font-medium wrap-anywhere">{name}</b>
        {hint !== "" && <p className="text-xs text-uncounted">{hint}</p>}
      </div>
      <ButtonLink
        href={href}
        aria-label={`${verb}: ${name}`}
        className="h-11 shrink-0"
        {...(urgent === true ? { kind: "do" as const } : {})}
      >
        {verb}
      </ButtonLink>
    </div>
  );
}

type Till = { shiftId: string; shiftName: string | null; tillId: string; tillName: string | null };
type Translate = ReturnType<typeof useTranslations<"today.counter">>;

function formatTill({ shiftId, shiftName, tillId, tillName }: Till, t: Translate): string {
  return t("till", {
    shift: shiftName ?? t("shift-id", { id: shiftId }),
    till: tillName ?? t("till-id", { id: tillId }),
  });
}

function buildHref(day: WaitingDay, till: Till & { tenderId?: string }): string {
  const query = new URLSearchParams({ centreId: day.centreId, date: day.businessDate });
  query.set("shift", till.shiftId);
  query.set("till", till.tillId);
  if (till.tenderId !== undefined) query.set("tender", till.tenderId);
  return `/till-counts?${query.toString()}`;
}
