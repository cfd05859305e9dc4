"use client";

/** Shows one item: what it is, how much, how old, who has it until when, and the next step. */
import { useLocale, useTranslations } from "next-intl";
import type { AttentionItem } from "@/lib/contracts/attention";
import { countRangeDays } from "@/lib/domain/business-date";
import { formatBusinessDate, formatDifference, formatMoney } from "@/lib/domain/format";
import { buildLineHref } from "@/lib/domain/screen/line-address";
import { isFloatCheck } from "@/lib/domain/workflow/outstanding";
import { Shape } from "../badge/shapes";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { useItemTitle } from "./attention-text";

export type AttentionRights = {
  userId: string;
  assign: boolean;
  explain: boolean;
  /** The reader acts on nothing, so that the page does not claim that something needs them. */
  isObserver: boolean;
};

type AttentionRowProps = {
  item: AttentionItem;
  today: string;
  rights: AttentionRights;
  open: string | null;
  onOpen: (item: AttentionItem) => void;
};

export function AttentionRow({ item, today, rights, open, onOpen }: AttentionRowProps) {
  const { day, line, whole } = useItemTitle(item);
  const isOpen = open === item.id;
  return (
    <li
      className={classNames(
        "attention-row",
        isOpen && "bg-selected shadow-[inset_3px_0_0_var(--accent)]",
      )}
    >
      <span className="self-start pt-0.5">
        <ItemIcon item={item} />
      </span>
      <div className="min-w-0">
        <PrefetchOnHoverLink
          href={buildLineHref({ ...item, ...item.line })}
          aria-label={whole}
          className="font-semibold text-ink no-underline wrap-anywhere hover:underline"
        >
          {day}
        </PrefetchOnHoverLink>
        <p className="text-xs text-ink-2">
          {line !== "" && <span className="text-ink">{line} · </span>}
          <ItemHint item={item} />
        </p>
      </div>
      <ItemAmount item={item} />
      <ItemAge item={item} today={today} />
      <ItemHolder item={item} rights={rights} />
      <ItemAction {...{ item, rights, isOpen, onOpen }} title={whole} />
    </li>
  );
}

function ItemIcon({ item }: { item: AttentionItem }) {
  if (item.kind === "lines") {
    return <Shape name={item.verdict} className={`size-3.5 ${INKS[item.verdict]}`} />;
  }
  return <Icon name="note" className="size-3.5 text-accent" />;
}

const INKS: Record<AttentionItem["verdict"], string> = {
  short: "text-short",
  over: "text-over",
  uncounted: "text-uncounted",
  unexpected: "text-unexpected",
  matched: "text-ink-3",
  "within-tolerance": "text-within",
};

function ItemHint({ item }: { item: AttentionItem }) {
  const t = useTranslations("today.attention");
  const { kind, toExplain, toCount } = item;
  if (kind !== "lines") return t(`hints.${kind}`, { name: item.by ?? "" });
  return [
    toExplain > 0 ? t("to-explain", { count: toExplain }) : null,
    toCount > 0 ? t("to-count", { count: toCount }) : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

function ItemAmount({ item }: { item: AttentionItem }) {
  const t = useTranslations("today.attention");
  const language = useLocale();
  const { amountMinor, netMinor, amountOf, currency } = item;
  return (
    <div className="self-start text-right whitespace-nowrap">
      <b className="font-semibold">{formatMoney(amountMinor, currency, language)}</b>{" "}
      <span className="text-xs text-ink-3">{currency}</span>
      <p className="text-xs text-ink-2">
        {amountOf === "difference" && netMinor !== null
          ? t("net", { amount: formatDifference(netMinor, currency, language) })
          : t(amountOf === "counted" ? "counted" : "expected")}
      </p>
    </div>
  );
}

function ItemAge({ item, today }: { item: AttentionItem; today: string }) {
  const t = useTranslations("today.attention");
  const days = countRangeDays({ from: item.businessDate, to: today }) - 1;
  return (
    <div className="self-start text-sm max-sm:col-start-2">
      {t("age", { days })}
      {item.overdue && (
        <span className="flex items-center gap-1 text-xs font-semibold text-uncounted">
          <Icon name="history" className="size-3.5" />
          {t("overdue")}
        </span>
      )}
    </div>
  );
}

function ItemHolder({ item, rights }: { item: AttentionItem; rights: AttentionRights }) {
  const t = useTranslations("today.attention");
  const language = useLocale();
  const { assignee, dueOn } = item;
  const due = dueOn === null ? null : formatBusinessDate(dueOn, language, "short");
  return (
    <div className="self-start text-sm wrap-anywhere max-sm:text-right">
      {assignee === null ? t("nobody") : assignee.id === rights.userId ? t("you") : assignee.name}
      <p className="text-xs text-ink-2">{due === null ? t("no-date") : t("due", { date: due })}</p>
    </div>
  );
}

type ItemActionProps = {
  item: AttentionItem;
  rights: AttentionRights;
  title: string;
  isOpen: boolean;
  onOpen: (item: AttentionItem) => void;
};

function ItemAction({ item, rights, title, isOpen, onOpen }: ItemActionProps) {
  const t = useTranslations("today.attention");
  const className = "max-sm:col-start-2 max-sm:col-end-[-1] max-sm:mt-1";
  const isOneLine = item.toExplain + item.toCount === 1;
  const verb = findVerb(item, rights);
  if (item.kind === "lines" && !(verb === "assign" && isOneLine)) {
    const name = verb === "assign" ? "open" : verb;
    return (
      <ButtonLink
        href={buildLineHref({ ...item, ...item.line })}
        aria-label={`${t(`actions.${name}`)}: ${title}`}
        className={className}
      >
        {t(`actions.${name}`)}
      </ButtonLink>
    );
  }
  return (
    <Button
      {...(verb === "reply" ? { kind: "do" as const } : {})}
      aria-label={`${t(`actions.${verb}`)}: ${title}`}
      aria-expanded={isOpen}
      className={className}
      onClick={() => onOpen(item)}
    >
      {t(`actions.${verb}`)}
    </Button>
  );
}

function findVerb({ kind, group, toExplain, line }: AttentionItem, rights: AttentionRights) {
  if (kind === "reply" || kind === "mention") return kind;
  if (kind === "question" || rights.isObserver) return "open";
  // Nobody is made to explain a float: it has no thread.
  if (isFloatCheck(line.tenderId)) return rights.explain ? "explain" : "open";
  if (group === "mine" && toExplain > 0 && rights.explain) return "explain";
  return group === "centres" && rights.assign ? "assign" : "open";
}
