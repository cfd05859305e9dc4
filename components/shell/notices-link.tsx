"use client";

/** Leads to the notices of the user, and says how many of them are unread. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { unreadQuery } from "@/lib/client/notices";
import { Icon } from "../ui/icon";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

const SHOWN_MAX = 99;

export function NoticesLink() {
  const t = useTranslations("shell");
  const { data } = useQuery(unreadQuery());
  const unread = data?.unread ?? 0;
  const name = t("notices", { unread });
  return (
    <PrefetchOnHoverLink
      href="/notices"
      aria-label={name}
      title={name}
      className="relative grid size-7 place-items-center rounded-md border border-rule-strong text-ink-2 no-underline hover:bg-hover max-sm:size-11 max-sm:border-transparent"
    >
      <Icon name="bell" className="size-4 max-sm:size-5" />
      {unread > 0 && (
        <span aria-hidden="true" className="notices-count">
          {unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}
        </span>
      )}
    </PrefetchOnHoverLink>
  );
}
