"use client";

/**
 * Shows what Cashrec says of the day beside the takings: its status and reviews, the times and
 * sales of each till, and its own cash difference beside ours.
 */
import { useLocale, useTranslations } from "next-intl";
import type { SheetFacts } from "@/lib/contracts/cash-sheet";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatCount, formatDifference } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";

export function DayCashrec({ day }: { day: DayDetail }) {
  const t = useTranslations("day.cashrec");
  const { sheetFacts: facts, sheetStatus, currency } = day;
  if (facts === null) return null;
  return (
    <section aria-labelledby="day-cashrec">
      <h2 id="day-cashrec" className="pt-6 pb-2">
        {t("title")}
      </h2>
      <p className="border-t border-rule-strong py-2 text-ink-2">
        {sheetStatus === null ? t("no-status") : t("status", { status: sheetStatus })}
        {facts.reviews.map(({ section, state }) => (
          <span key={section} className="before:mx-1.5 before:content-['·']">
            {state === null ? section : t("review", { section, state })}
          </span>
        ))}
      </p>
      {facts.shifts.length > 0 && (
        <table className="ledger [--cell:6px] [&_thead_th]:whitespace-normal! max-sm:[&_:is(th,td)]:whitespace-normal! [&_tr>:first-child]:pl-0 [&_tr>:last-child]:pr-0">
          <caption className="sr-only">{t("caption", { currency })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("till")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("times")}
              </th>
              <th scope="col" className="money">
                {t("gross")}
              </th>
              <th scope="col" className="money max-sm:hidden">
                {t("net")}
              </th>
              <th scope="col" className="money max-sm:hidden">
                {t("tickets")}
              </th>
              <th scope="col" className="money">
                {t("own")}
              </th>
              <th scope="col" className="money">
                {t("ours")}
              </th>
            </tr>
          </thead>
          <tbody>
            {facts.shifts.map((shift) => (
              <ShiftRow key={`${shift.shiftId} ${shift.tillId}`} {...{ shift, currency }} />
            ))}
          </tbody>
        </table>
      )}
      <Disagreements shifts={facts.shifts} currency={currency} />
    </section>
  );
}

type Shift = SheetFacts["shifts"][number];
type ShiftRowProps = { shift: Shift; currency: string };

function ShiftRow({ shift, currency }: ShiftRowProps) {
  const t = useTranslations("day.cashrec");
  const language = useLocale();
  const { openedAt, closedAt, tickets } = shift;
  return (
    <tr>
      <th scope="row">{nameOf(shift)}</th>
      <td className="max-sm:hidden">
        {openedAt === null && closedAt === null
          ? "·"
          : `${timeOf(openedAt) ?? t("unknown")}–${timeOf(closedAt) ?? t("not-closed")}`}
      </td>
      <td className="money">
        <Amount minor={shift.grossSalesMinor} currency={currency} />
      </td>
      <td className="money max-sm:hidden">
        <Amount minor={shift.netSalesMinor} currency={currency} />
      </td>
      <td className="money max-sm:hidden">
        {tickets === null ? "·" : formatCount(tickets, language)}
      </td>
      <td className="money">
        <Difference minor={shift.cashrecDifferenceMinor} currency={currency} />
      </td>
      <td className="money">
        <Difference minor={shift.ourDifferenceMinor} currency={currency} />
      </td>
    </tr>
  );
}

type DisagreementsProps = { shifts: readonly Shift[]; currency: string };

function Disagreements({ shifts, currency }: DisagreementsProps) {
  const t = useTranslations("day.cashrec");
  const terms = useTranslations("day.waterfall.terms");
  const language = useLocale();
  return (
    <ul className="empty:hidden">
      {shifts.flatMap((shift) => {
        const { disagreement } = shift;
        if (disagreement === null) return [];
        const names = disagreement.terms.map((term) => terms(term)).join(", ");
        const gap = formatDifference(disagreement.gapMinor, currency, language);
        return [
          <li key={`${shift.shiftId} ${shift.tillId}`} className="py-1.5 text-sm text-ink-2">
            <b>{nameOf(shift)}:</b>{" "}
            {names === "" ? t("other-count", { gap }) : t("left-out", { gap, terms: names })}
          </li>,
        ];
      })}
    </ul>
  );
}

function nameOf({ shiftId, shiftName, tillId, tillName }: Shift): string {
  return `${shiftName ?? shiftId} · ${tillName ?? tillId}`;
}

/** A local wall-clock time has its hours and minutes at the same place. */
function timeOf(at: string | null): string | null {
  return at?.slice(11, 16) ?? null;
}
