"use client";

/** The needs of the newest business date, the most urgent first: its button is the one to press. */
import { useLocale, useTranslations } from "next-intl";
import type { Need } from "@/lib/contracts/today";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { StateShape } from "../mark/state-mark";
import { VerdictShape } from "../mark/verdict-mark";
import { Difference } from "../money/difference";
import { ButtonLink } from "../ui/button";
import { classNames } from "../ui/class-names";
import { hrefOfNeed, useCentreNames } from "./need-words";

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
        <Item key={need.kind} need={need} isFirst={index === 0} />
      ))}
    </ol>
  );
}

const INKS: Record<Need["kind"], string> = {
  failed: "text-uncounted",
  short: "text-short",
  over: "text-over",
  uncounted: "text-uncounted",
  unexpected: "text-unexpected",
};

function Item({ need, isFirst }: { need: Need; isFirst: boolean }) {
  const t = useTranslations("today");
  const language = useLocale();
  const centres = useCentreNames(need);
  const { kind } = need;
  const date = formatBusinessDate(need.businessDate, language, "short");
  const sums = need.amounts
    .map(
      ({ currency, amountMinor }) => `${formatMoney(amountMinor, currency, language)} ${currency}`,
    )
    .join(", ");
  return (
    <li
      className={classNames(
        "grid grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-1 border-b border-rule py-3.5",
        "sm:grid-cols-[18px_minmax(0,1fr)_auto_128px] sm:gap-x-3.5 print:grid-cols-[18px_minmax(0,1fr)_auto] print:break-inside-avoid print:py-1.5",
      )}
    >
      <span className={classNames("self-start pt-0.5", INKS[kind])}>
        {kind === "failed" ? (
          <StateShape state="failed" className="size-4" />
        ) : (
          <VerdictShape verdict={kind} className="size-4" />
        )}
      </span>
      <div>
        <b>{t(`needs.${kind}.title`, { centres, date, lines: need.lines })}</b>
        <p className="text-ink-2">{t(`needs.${kind}.hint`, { lines: need.lines, sums })}</p>
      </div>
      <div className="text-right text-md">
        {kind === "short" || kind === "over" ? (
          need.amounts.map(({ currency, amountMinor }) => (
            <div key={currency}>
              <Difference minor={amountMinor} currency={currency} verdict={kind} />{" "}
              <span className="text-xs text-ink-3">{currency}</span>
            </div>
          ))
        ) : (
          <i className={classNames("text-sm", INKS[kind])}>{t(`needs.${kind}.absent`)}</i>
        )}
      </div>
      <ButtonLink
        href={hrefOfNeed(need)}
        {...(isFirst ? { kind: "do" as const } : {})}
        className="max-sm:col-start-2 max-sm:col-end-[-1] max-sm:mt-1.5 max-sm:justify-self-start"
      >
        {t(`needs.${kind}.action`)}
      </ButtonLink>
    </li>
  );
}
