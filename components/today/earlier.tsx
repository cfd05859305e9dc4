"use client";

/** Lists what is still open of earlier days: one short line for each date. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Need } from "@/lib/contracts/today";
import { formatBusinessDate } from "@/lib/domain/format";
import { Difference } from "../money/difference";
import { Button } from "../ui/button";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { InboxIcon } from "./inbox-icon";

const SHOWN_FIRST = 5;

export function Earlier({ items }: { items: Need[] }) {
  const t = useTranslations("today");
  const language = useLocale();
  const [all, setAll] = useState(false);
  const dates = [...new Set(items.map(({ businessDate }) => businessDate))].sort().reverse();
  if (dates.length === 0) return null;
  const shown = all ? dates : dates.slice(0, SHOWN_FIRST);
  return (
    <>
      <h2 className="mt-7 mb-1 text-base">{t("earlier")}</h2>
      <ul className="border-t border-rule-strong">
        {shown.map((date) => (
          <li
            key={date}
            className="grid grid-cols-[88px_minmax(0,1fr)] items-baseline gap-x-3.5 border-b border-rule py-1.5 print:break-inside-avoid"
          >
            <PrefetchOnHoverLink
              href={`/reconciliations?from=${date}&to=${date}&differencesOnly=true`}
              className="font-medium whitespace-nowrap"
            >
              {formatBusinessDate(date, language, "short")}
            </PrefetchOnHoverLink>
            <ul className="flex flex-wrap gap-x-5 gap-y-0.5 text-ink-2">
              {items
                .filter(({ businessDate }) => businessDate === date)
                .map((item) => (
                  <Part key={item.kind} item={item} />
                ))}
            </ul>
          </li>
        ))}
      </ul>
      {dates.length > shown.length && (
        <Button kind="bare" className="mt-1 -ml-3" onClick={() => setAll(true)}>
          {t("earlier-all", { count: dates.length })}
        </Button>
      )}
    </>
  );
}

function Part({ item }: { item: Need }) {
  const t = useTranslations("today");
  const { kind } = item;
  return (
    <li className="inline-flex flex-wrap items-center gap-x-1.5">
      <InboxIcon kind={kind} />
      <span>{t(`needs.${kind}.brief`, { lines: item.lines })}</span>
      {(kind === "short" || kind === "over") &&
        item.amounts.map(({ currency, amountMinor }) => (
          <span key={currency}>
            <Difference minor={amountMinor} currency={currency} verdict={kind} />{" "}
            <span className="text-xs text-ink-3">{currency}</span>
          </span>
        ))}
    </li>
  );
}
