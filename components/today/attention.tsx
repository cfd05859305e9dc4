"use client";

/**
 * Lists what needs attention: what is mine, what nobody has in my centres, and what waits for
 * others. Chips narrow the list; its order says what comes first.
 */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Attention, AttentionItem } from "@/lib/contracts/attention";
import { formatCount } from "@/lib/domain/format";
import { ATTENTION_GROUPS, type AttentionTotal } from "@/lib/domain/thread/attention";
import { AttentionGroup } from "./attention-group";
import type { AttentionRights } from "./attention-row";

const FILTERS = ["all", ...ATTENTION_GROUPS, "overdue"] as const;
type Filter = (typeof FILTERS)[number];

type AttentionListProps = {
  attention: Attention;
  /** The business date on which the list is read. */
  today: string;
  rights: AttentionRights;
  /** The item whose thread is open beside the list. */
  open: string | null;
  onOpen: (item: AttentionItem) => void;
};

export function AttentionList(props: AttentionListProps) {
  const { attention, rights, ...about } = props;
  const t = useTranslations("today.attention");
  const language = useLocale();
  const [filter, setFilter] = useState<Filter>("all");
  const counts = countRows(attention.totals);
  const shown = attention.items.filter((item) => isShown(item, filter));
  const totals = attention.totals.filter((total) => isShown(total, filter));
  return (
    <>
      <p
        role="group"
        aria-label={t("filter")}
        className="no-print -mx-1 mb-1 flex gap-2 overflow-x-auto px-1 py-1"
      >
        {FILTERS.filter((one) => one === "all" || counts[one] > 0).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={filter === one}
            className="inline-flex h-control shrink-0 items-center gap-1.5 rounded-md border border-rule-strong bg-sheet px-3 text-sm hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:font-medium aria-pressed:text-accent forced-colors:aria-pressed:bg-[Highlight]"
            onClick={() => setFilter(one)}
          >
            {t(one === "centres" && rights.isObserver ? "filters.open" : `filters.${one}`)}
            <b>{formatCount(counts[one], language)}</b>
          </button>
        ))}
      </p>
      <p className="mb-2 text-xs text-ink-3">{t("order")}</p>
      {ATTENTION_GROUPS.map((group) => (
        <AttentionGroup
          key={group}
          group={group}
          items={shown.filter((item) => item.group === group)}
          totals={totals.filter((total) => total.group === group)}
          {...about}
          rights={rights}
        />
      ))}
    </>
  );
}

type Grouped = Pick<AttentionTotal, "group" | "overdue">;

function isShown({ group, overdue }: Grouped, filter: Filter): boolean {
  if (filter === "all") return true;
  return filter === "overdue" ? overdue : group === filter;
}

function countRows(totals: readonly AttentionTotal[]): Record<Filter, number> {
  const count = (filter: Filter) =>
    totals.reduce((sum, total) => sum + (isShown(total, filter) ? total.rows : 0), 0);
  return {
    all: count("all"),
    mine: count("mine"),
    centres: count("centres"),
    others: count("others"),
    overdue: count("overdue"),
  };
}
