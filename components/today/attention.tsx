"use client";

/**
 * Lists what needs attention: what is mine, what nobody has in my centres, and what waits for
 * others. Chips narrow the list; its order says what comes first.
 */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AttentionItem } from "@/lib/contracts/attention";
import { ATTENTION_GROUPS } from "@/lib/domain/thread/attention";
import { AttentionGroup } from "./attention-group";
import type { AttentionRights } from "./attention-row";

const FILTERS = ["all", ...ATTENTION_GROUPS, "overdue"] as const;
type Filter = (typeof FILTERS)[number];

type AttentionListProps = {
  items: readonly AttentionItem[];
  /** The business date on which the list is read. */
  today: string;
  rights: AttentionRights;
  /** The item whose thread is open beside the list. */
  open: string | null;
  onOpen: (item: AttentionItem) => void;
};

export function AttentionList(props: AttentionListProps) {
  const { items, rights, ...about } = props;
  const t = useTranslations("today.attention");
  const [filter, setFilter] = useState<Filter>("all");
  const counts = countItems(items);
  const shown = items.filter((item) => isShown(item, filter));
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
            <b>{counts[one]}</b>
          </button>
        ))}
      </p>
      <p className="mb-2 text-xs text-ink-3">{t("order")}</p>
      {ATTENTION_GROUPS.map((group) => (
        <AttentionGroup
          key={group}
          group={group}
          items={shown.filter((item) => item.group === group)}
          {...about}
          rights={rights}
        />
      ))}
    </>
  );
}

function isShown({ group, overdue }: AttentionItem, filter: Filter): boolean {
  if (filter === "all") return true;
  return filter === "overdue" ? overdue : group === filter;
}

function countItems(items: readonly AttentionItem[]): Record<Filter, number> {
  const count = (filter: Filter) => items.filter((item) => isShown(item, filter)).length;
  return {
    all: items.length,
    mine: count("mine"),
    centres: count("centres"),
    others: count("others"),
    overdue: count("overdue"),
  };
}
