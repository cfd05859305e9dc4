"use client";

/** Shows one group of the list with its sums, at first as many rows as a screen holds. */
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { AttentionItem } from "@/lib/contracts/attention";
import { formatCount, formatMoney } from "@/lib/domain/format";
import {
  type AttentionGroup as Group,
  type AttentionTotal,
  sumAmounts,
} from "@/lib/domain/thread/attention";
import { Button } from "../ui/button";
import { AttentionRow, type AttentionRights } from "./attention-row";

const SHOWN_FIRST = 12;

type AttentionGroupProps = {
  group: Group;
  items: readonly AttentionItem[];
  /** Of all rows of the group, of which the items are the most urgent. */
  totals: readonly AttentionTotal[];
  today: string;
  rights: AttentionRights;
  open: string | null;
  onOpen: (item: AttentionItem) => void;
};

export function AttentionGroup(props: AttentionGroupProps) {
  const { group, items, totals, rights, ...about } = props;
  const t = useTranslations("today.attention");
  const language = useLocale();
  const id = useId();
  const [all, setAll] = useState(false);
  const rows = totals.reduce((sum, total) => sum + total.rows, 0);
  if (rows === 0) return null;
  const isCut = rows > items.length;
  const hasMore = !all && items.length > SHOWN_FIRST;
  const sums = sumAmounts(totals)
    .map(
      ({ currency, amountMinor }) => `${formatMoney(amountMinor, currency, language)} ${currency}`,
    )
    .join(" · ");
  const isOpenOnly = group === "centres" && rights.isObserver;
  return (
    <section aria-labelledby={id} className="mb-6">
      <div className="flex flex-wrap items-baseline gap-x-2 border-b border-ink pb-1.5">
        <h2 id={id} className="text-base">
          {t(isOpenOnly ? "groups.open" : `groups.${group}`)}{" "}
          <span className="font-normal text-ink-2">{formatCount(rows, language)}</span>
        </h2>
        <span className="ml-auto text-xs text-ink-2">{sums}</span>
      </div>
      <ul>
        {items.slice(0, all ? items.length : SHOWN_FIRST).map((item) => (
          <AttentionRow key={`${item.kind} ${item.id}`} item={item} rights={rights} {...about} />
        ))}
      </ul>
      {hasMore && (
        <Button kind="bare" className="mt-1 -ml-3" onClick={() => setAll(true)}>
          {t(isCut ? "show-first" : "show-all", { count: items.length })}
        </Button>
      )}
      {!hasMore && isCut && (
        <p className="mt-2 text-xs text-ink-2">{t("first", { shown: items.length, rows })}</p>
      )}
    </section>
  );
}
