"use client";

/** Names the line in the panel, its day and its difference, and leads to the lines around it. */
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { formatBusinessDate, formatCount } from "@/lib/domain/format";
import { buildLineHref } from "@/lib/domain/screen/line-address";
import { VerdictBadge } from "../badge/verdict-badge";
import { Difference } from "../money/difference";
import { Icon, type IconName } from "../ui/icon";
import { getLineNames } from "./lines-items";
import type { PanelOrder } from "./use-panel-order";

type PanelHeadProps = { line: LineRow; order: PanelOrder; onClose: () => void };

export function PanelHead({ line, order, onClose }: PanelHeadProps) {
  const t = useTranslations("reconciliation.panel");
  const language = useLocale();
  const { shift, till, tender } = getLineNames(line);
  const date = formatBusinessDate(line.businessDate, language, "short");
  const open = `${formatCount(order.open, language)}${order.isPartial ? "+" : ""}`;
  return (
    <header className="border-b border-rule px-5 pt-2 pb-2.5">
      <div className="flex items-center gap-2">
        <p className="min-w-0 truncate text-xs text-ink-2">
          <Link href={buildLineHref(line)} prefetch={false} title={t("open-day")}>
            {line.centreName}, {date}
          </Link>
          {" · "}
          {order.position === null
            ? t("to-explain", { count: order.open, figure: open })
            : t("of-open", { position: formatCount(order.position, language), open })}
        </p>
        <p className="ml-auto flex shrink-0">
          <HeadButton icon="chevron-left" label={t("before")} onClick={() => order.step(-1)} />
          <HeadButton icon="chevron-right" label={t("after")} onClick={() => order.step(1)} />
          <HeadButton icon="close" label={t("close")} onClick={onClose} />
        </p>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="panel-line" className="min-w-0">
          {shift}, {till}, {tender}
        </h2>
        <p className="ml-auto flex items-baseline gap-2.5">
          <Difference
            minor={line.differenceMinor}
            currency={line.currency}
            verdict={line.verdict}
            withCurrency
            className="text-lg"
          />
          <VerdictBadge verdict={line.verdict} />
        </p>
      </div>
    </header>
  );
}

type HeadButtonProps = { icon: IconName; label: string; onClick: () => void };

function HeadButton({ icon, label, onClick }: HeadButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-7 place-items-center rounded-md text-ink-2 hover:bg-hover"
    >
      <Icon name={icon} className="size-4" />
    </button>
  );
}
