"use client";

/** Lists the days that wait for a move of the reader, each with its button. */
import { useLocale, useTranslations } from "next-intl";
import type { Need } from "@/lib/contracts/today";
import { formatMoney } from "@/lib/domain/format";
import { Difference } from "../money/difference";
import { classNames } from "../ui/class-names";
import { InboxAction } from "./inbox-action";
import { getInboxInk, InboxIcon } from "./inbox-icon";
import { useCentreNames, useInboxDates } from "./inbox-text";

const SHOWN_MAX = 12;

export function InboxList({ items }: { items: Need[] }) {
  const t = useTranslations("today");
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="ready" className="mb-6">
      <h2 id="ready" className="border-b border-ink pb-1.5 text-base">
        {t("ready")}
      </h2>
      <ol>
        {items.slice(0, SHOWN_MAX).map((item, index) => (
          <Item key={`${item.kind} ${item.businessDate}`} item={item} isFirst={index === 0} />
        ))}
      </ol>
    </section>
  );
}

/** These have no meaningful sum, so a text stands in its place. */
const WITHOUT_SUM: readonly Need["kind"][] = ["failed", "recount", "uncounted", "unexpected"];

function Item({ item, isFirst }: { item: Need; isFirst: boolean }) {
  const t = useTranslations("today");
  const language = useLocale();
  const centres = useCentreNames(item);
  const { kind } = item;
  const date = useInboxDates(item);
  const sums = item.amounts
    .map(
      ({ currency, amountMinor }) => `${formatMoney(amountMinor, currency, language)} ${currency}`,
    )
    .join(", ");
  return (
    <li
      className={classNames(
        "grid grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-1 border-b border-rule py-3.5",
        "sm:grid-cols-[18px_minmax(0,1fr)_auto_152px] sm:gap-x-3.5 print:grid-cols-[18px_minmax(0,1fr)_auto] print:break-inside-avoid print:py-1.5",
      )}
    >
      <span className="self-start pt-0.5">
        <InboxIcon kind={kind} className="size-4" />
      </span>
      <div>
        <b>
          {t(`needs.${kind}.title`, {
            centres,
            date,
            lines: item.lines,
            days: item.dayCount ?? 1,
          })}
        </b>
        <p className="text-ink-2">{t(`needs.${kind}.hint`, { lines: item.lines, sums })}</p>
      </div>
      <div className="text-right text-md">
        {WITHOUT_SUM.includes(kind) ? (
          <i className={classNames("text-sm", getInboxInk(kind))}>{t(`needs.${kind}.absent`)}</i>
        ) : (
          item.amounts.map(({ currency, amountMinor }) => (
            <div key={currency}>
              <Difference
                minor={amountMinor}
                currency={currency}
                verdict={kind === "short" || kind === "over" ? kind : "within-tolerance"}
              />{" "}
              <span className="text-xs text-ink-3">{currency}</span>
            </div>
          ))
        )}
      </div>
      <InboxAction item={item} isFirst={isFirst} />
    </li>
  );
}
