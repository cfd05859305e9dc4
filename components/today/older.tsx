"use client";

/** Says how many days wait that are older than this page lists, with a link to them. */
import { useTranslations } from "next-intl";
import type { Today } from "@/lib/contracts/today";
import { writeEntries } from "@/lib/domain/line-filter";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

export function Older({ older }: { older: Today["older"] }) {
  const t = useTranslations("today");
  if (older === null) return null;
  const { days, isMore, from, to } = older;
  const states = ["open", "reviewed", "approved"] as const;
  const address = new URLSearchParams(writeEntries({ from, to, states }));
  return (
    <p className="mt-3">
      <PrefetchOnHoverLink href={`/reconciliations?${address}`} className="font-medium">
        {t(isMore ? "older-more" : "older", { count: days })}
      </PrefetchOnHoverLink>
    </p>
  );
}
