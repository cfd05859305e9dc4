"use client";

/** Lists what waits for somebody else, for information. */
import { useTranslations } from "next-intl";
import type { Need } from "@/lib/contracts/today";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { InboxIcon } from "./inbox-icon";
import { buildInboxHref, useCentreNames, useInboxDates } from "./inbox-text";

const SHOWN_MAX = 8;

export function InboxSection({ items }: { items: Need[] }) {
  const t = useTranslations("today");
  if (items.length === 0) return null;
  return (
    <>
      <h2 className="mt-7 mb-1 text-base">{t("waiting")}</h2>
      <ul className="border-t border-rule-strong">
        {items.slice(0, SHOWN_MAX).map((item) => (
          <Item key={`${item.kind} ${item.businessDate}`} need={item} />
        ))}
      </ul>
    </>
  );
}

function Item({ need }: { need: Need }) {
  const t = useTranslations("today");
  const dates = useInboxDates(need);
  const centres = useCentreNames(need);
  return (
    <li className="flex items-baseline gap-2.5 border-b border-rule py-1.5 print:break-inside-avoid">
      <InboxIcon kind={need.kind} className="size-3.5 self-center" />
      <span>
        <PrefetchOnHoverLink href={buildInboxHref(need)} className="font-medium">
          {centres}, {dates}
        </PrefetchOnHoverLink>{" "}
        <span className="text-ink-2">{t(`needs.${need.kind}.waits`)}</span>
      </span>
    </li>
  );
}
