"use client";

/**
 * Shows the stub of the counterfoil: the day, its sums, its state, and the moves that led there.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SyncRange } from "@/lib/client/syncs";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatBusinessDate, formatDifference, formatMoney } from "@/lib/domain/format";
import { buildDayHref } from "@/lib/domain/screen/line-address";
import { Amount } from "../money/amount";
import { SumDifference } from "../money/sum-difference";
import { RefreshButton } from "../sync/refresh-button";
import type { Refresh } from "../sync/use-refresh";
import { useReadTime } from "../sync/use-read-time";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Icon } from "../ui/icon";
import { useInstantText } from "../ui/instant";
import { DayWorkflow } from "./day-workflow";
import { findGoneSince } from "./gone-since";
import { DayStateBadge } from "./day-state-badge";
import { PacketLink } from "./packet-link";

type DayStubProps = {
  day: DayDetail;
  refresh: Refresh;
  range: SyncRange | null;
  /** This is the past moment that is shown; null means now. */
  asOf: string | null;
  /** These actions are possible on the day. */
  children: ReactNode;
};

export function DayStub({ day, refresh, range, asOf, children }: DayStubProps) {
  const t = useTranslations("day");
  const language = useLocale();
  const instant = useInstantText();
  const readTime = useReadTime();
  const { centreId, businessDate } = day;
  const goneSince = findGoneSince(day);
  return (
    <aside aria-label={t("stub")} className="bg-band max-lg:px-edge print:bg-transparent">
      <div className="pt-6 pb-8 lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto lg:px-edge max-lg:grid max-lg:grid-cols-3 max-lg:gap-x-8 max-sm:block print:static print:grid print:max-h-none print:grid-cols-3 print:gap-x-6">
        <div>
          <p className="text-xs text-ink-3">{t("serial", { id: centreId, date: businessDate })}</p>
          <h1 className="text-xl tracking-[-0.02em]">{day.centreName}</h1>
          <p className="text-ink-2 first-letter:uppercase">
            {formatBusinessDate(businessDate, language, "long")}
          </p>
          {day.entity !== null && (
            <p className="mt-1 text-xs wrap-anywhere text-ink-3">
              {t("entity", { ...day.entity, taxId: day.entity.taxId ?? "null" })}
            </p>
          )}
          <p className="mt-3">
            <DayStateBadge day={day} className="text-base" />
          </p>
          <p className="mt-1 mb-5 text-xs text-ink-3">
            {goneSince !== null
              ? t("gone-since", { at: instant(goneSince, "short") })
              : day.sheetReadAt === null
                ? t("never-read")
                : t(sheetKey(day), { at: readTime(day.sheetReadAt) })}
          </p>
        </div>
        <Sums day={day} />
        <div>
          <DayWorkflow day={day} />
          {children}
        </div>
        <div className="no-print mt-5 grid gap-2 max-lg:col-span-3 max-lg:flex max-lg:flex-wrap">
          {range !== null && <RefreshButton refresh={refresh} range={range} />}
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t("print")}
          </Button>
          <PacketLink day={day} asOf={asOf} />
          <p className="flex gap-2">
            <NeighbourLink day={day} date={day.previousDate} direction="previous" asOf={asOf} />
            <NeighbourLink day={day} date={day.nextDate} direction="next" asOf={asOf} />
          </p>
        </div>
      </div>
    </aside>
  );
}

function sheetKey({ hasSheet, sheetSource }: DayDetail) {
  if (!hasSheet) return "asked-at";
  return sheetSource === "imported" ? "imported-at" : "read-at";
}

type NeighbourLinkProps = {
  day: DayDetail;
  date: string | null;
  direction: "previous" | "next";
  asOf: string | null;
};

function NeighbourLink({ day, date, direction, asOf }: NeighbourLinkProps) {
  const t = useTranslations("day");
  const language = useLocale();
  if (date === null) return null;
  return (
    <ButtonLink
      kind="bare"
      prefetch={false}
      href={buildDayHref({ ...day, businessDate: date }, asOf)}
      title={direction === "previous" ? "[" : "]"}
      className="px-1!"
    >
      {direction === "previous" && <Icon name="chevron-left" />}
      <span className="sr-only">{t(direction)}: </span>
      {formatBusinessDate(date, language, "short")}
      {direction === "next" && <Icon name="chevron-right" />}
    </ButtonLink>
  );
}

function Sums({ day }: { day: DayDetail }) {
  const t = useTranslations("day");
  const { currency, lines } = day;
  const compared = lines.matched + lines["within-tolerance"] + lines.short + lines.over > 0;
  const language = useLocale();
  const signed = (minor: number) => (compared ? formatDifference(minor, currency, language) : "·");
  const amount = (minor: number) => (compared ? <Amount minor={minor} currency={currency} /> : "·");
  return (
    <table className="w-full border-separate border-spacing-0 [&_td]:h-6.5 [&_td]:text-right [&_th]:h-6.5 [&_th]:text-left [&_th]:font-normal [&_th]:text-ink-2">
      <caption className="sr-only">{t("sums")}</caption>
      <thead>
        <tr className="[&>*]:border-b [&>*]:border-rule-strong [&>*]:text-xs [&>*]:text-ink-3!">
          <th scope="col">
            <span className="sr-only">{t("sums")}</span>
          </th>
          <th scope="col" className="text-right!">
            {currency}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t("expected")}</th>
          <td>{amount(day.expectedMinor)}</td>
        </tr>
        <tr>
          <th scope="row">{t("counted")}</th>
          <td>{amount(day.countedMinor)}</td>
        </tr>
        <tr className="[&>*]:sum [&>*]:total [&>*]:h-8! [&>*]:font-semibold! [&>*]:text-ink!">
          <th scope="row">{t("net")}</th>
          <td className="text-md">
            <SumDifference
              minor={compared ? day.netMinor : null}
              currency={currency}
              outside={lines}
            />
          </td>
        </tr>
        <tr>
          <th scope="row">{t("of-which-short")}</th>
          <td>{signed(day.shortMinor)}</td>
        </tr>
        <tr>
          <th scope="row">{t("of-which-over")}</th>
          <td>{signed(day.overMinor)}</td>
        </tr>
        <OneSided
          count={lines.uncounted}
          minor={day.uncountedMinor}
          day={day}
          label="not-counted"
        />
        <OneSided
          count={lines.unexpected}
          minor={day.unexpectedMinor}
          day={day}
          label="unexpected"
        />
      </tbody>
    </table>
  );
}

type OneSidedProps = {
  count: number;
  minor: number;
  day: DayDetail;
  label: "not-counted" | "unexpected";
};

/** Lines with one side only are counted beside the sums, never in them. */
function OneSided({ count, minor, day, label }: OneSidedProps) {
  const t = useTranslations("day");
  const language = useLocale();
  if (count === 0) return null;
  const ink = label === "not-counted" ? "text-uncounted" : "text-unexpected";
  return (
    <tr>
      <th scope="row">
        <span className={ink}>{t(label)}</span>
      </th>
      <td className="text-xs text-ink-2">
        {t("lines-figure", { count, amount: formatMoney(minor, day.currency, language) })}
      </td>
    </tr>
  );
}
