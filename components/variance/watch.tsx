"use client";

/**
 * Lists patterns that deserve attention, in neutral terms: what was observed, over how many days,
 * and what else may explain it. A pattern is never about a person.
 */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { watchQuery } from "@/lib/client/variances";
import type { Watch as WatchResponse } from "@/lib/contracts/variance";
import { formatBusinessDate, formatDifference, formatShare } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { Button } from "../ui/button";
import { Part } from "./part";
import type { View } from "./view";

type Found = WatchResponse["findings"][number];

const SHOWN_MAX = 8;

type WatchProps = { view: View; shownMax?: number };

export function Watch({ view, shownMax = SHOWN_MAX }: WatchProps) {
  const t = useTranslations("variance.watch");
  const { currency, search } = view;
  const [all, setAll] = useState(false);
  const query = useQuery(watchQuery(search));
  const found = (query.data?.findings ?? []).filter((one) => one.currency === currency);
  const { tested = 0, byChance = 0 } = query.data ?? {};
  const count = query.data?.found[currency] ?? 0;
  const hints = [
    t("hint", { count }),
    ...(tested === 0 ? [] : [t("by-chance", { count: tested, chance: byChance })]),
  ];
  return (
    <Part
      id="watch"
      title={t("title")}
      finding={found.length === 0 ? t("none") : hints.join(" ")}
      query={query}
    >
      <ul className={found.length === 0 ? undefined : "border-t border-rule-strong"}>
        {(all ? found : found.slice(0, shownMax)).map((one) => (
          <li
            key={`${one.pattern} ${one.centreId} ${one.since ?? ""}`}
            className="border-b border-rule py-2.5 text-sm text-ink-2"
          >
            <Sentence found={one} view={view} />
          </li>
        ))}
      </ul>
      {!all && found.length > shownMax && (
        <Button kind="bare" className="mt-2" onClick={() => setAll(true)}>
          {t(count > found.length ? "show-first" : "show-all", { count: found.length })}
        </Button>
      )}
      {all && count > found.length && (
        <p className="mt-2 text-xs text-ink-2">{t("first", { shown: found.length, count })}</p>
      )}
    </Part>
  );
}

function Sentence({ found, view }: { found: Found; view: View }) {
  const t = useTranslations("variance.watch");
  const language = useLocale();
  const { centreId, currency, pattern, days, count, side } = found;
  const behind = pattern === "just-under" ? { verdicts: ["within-tolerance" as const] } : {};
  const { filters, today, range } = view;
  const span = { from: found.since ?? range.from, to: found.until ?? range.to };
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const values = {
    b: (text: ReactNode) => <b className="text-ink">{text}</b>,
    name: found.centreName,
    count,
    days,
    side: side ?? "both",
    outOf: found.outOf ?? count,
    since: formatBusinessDate(span.from, language, "short"),
    net: signed(found.netMinor),
    short: signed(found.shortMinor),
    over: signed(found.overMinor),
    share: formatShare(found.coverage ?? 0, language),
  };
  return (
    <>
      <p>{t.rich(`patterns.${pattern}`, values)}</p>
      <p>
        {t("looked-at", { days })} {t(`innocent.${pattern}`)}{" "}
        <Link
          prefetch={false}
          href={linesAddress(filters, today, {
            ...span,
            ...behind,
            centreIds: [centreId],
          })}
          className="print:hidden"
        >
          {t("lines")}
        </Link>
      </p>
    </>
  );
}
