"use client";

/** What the reader can do now, the most urgent first: its button is the one to press. */
import { useLocale, useTranslations } from "next-intl";
import type { Need } from "@/lib/contracts/today";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { Difference } from "../money/difference";
import { ButtonLink } from "../ui/button-link";
import { classNames } from "../ui/class-names";
import { NeedAction } from "./inbox-action";
import { inkOfNeed, NeedMark } from "./inbox-icon";
import { useCentreNames, useNeedDates } from "./inbox-text";

export function NeedList({ needs, date }: { needs: Need[]; date: string }) {
  const t = useTranslations("today");
  const language = useLocale();
  if (needs.length === 0) {
    return (
      <div className="grid justify-items-start gap-2 border-t border-ink py-5">
        <p className="text-md font-semibold">
          {t("nothing", { date: formatBusinessDate(date, language, "short") })}
        </p>
        <p className="text-ink-2">{t("nothing-hint")}</p>
        <ButtonLink className="mt-1" href={`/reconciliations?from=${date}&to=${date}`}>
          {t("see-lines")}
        </ButtonLink>
      </div>
    );
  }
  return (
    <ol className="border-t border-ink">
      {needs.map((need, index) => (
        <Item key={`${need.kind} ${need.businessDate}`} need={need} isFirst={index === 0} />
      ))}
    </ol>
  );
}

/** These have no sum worth a figure: a word stands in its place. */
const WORDED: readonly Need["kind"][] = ["failed", "recount", "uncounted", "unexpected"];

function Item({ need, isFirst }: { need: Need; isFirst: boolean }) {
  const t = useTranslations("today");
  const language = useLocale();
  const centres = useCentreNames(need);
  const { kind } = need;
  const date = useNeedDates(need);
  const sums = need.amounts
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
        <NeedMark kind={kind} className="size-4" />
      </span>
      <div>
        <b>
          {t(`needs.${kind}.title`, {
            centres,
            date,
            lines: need.lines,
            days: need.dayCount ?? 1,
          })}
        </b>
        <p className="text-ink-2">{t(`needs.${kind}.hint`, { lines: need.lines, sums })}</p>
      </div>
      <div className="text-right text-md">
        {WORDED.includes(kind) ? (
          <i className={classNames("text-sm", inkOfNeed(kind))}>{t(`needs.${kind}.absent`)}</i>
        ) : (
          need.amounts.map(({ currency, amountMinor }) => (
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
      <NeedAction need={need} isFirst={isFirst} />
    </li>
  );
}
