"use client";

/** Lists earlier versions of one count, which are superseded and remain readable. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { countVersionsQuery } from "@/lib/client/till-counts";
import type { LineKey } from "@/lib/domain/keys";
import { Amount } from "../money/amount";
import { Instant } from "../ui/instant";

type CountHistoryProps = { countKey: LineKey; version: number; currency: string };

export function CountHistory({ countKey, version, currency }: CountHistoryProps) {
  const t = useTranslations("till-count");
  const [open, setOpen] = useState(false);
  const versions = useQuery({ ...countVersionsQuery(countKey, version), enabled: open });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="inline-block py-1 text-accent underline underline-offset-[3px] max-sm:py-3">
        {t("earlier", { count: version - 1 })}
      </summary>
      {versions.isPending && open && <p>{t("reading-versions")}</p>}
      {versions.isError && <p role="alert">{t("versions-failed")}</p>}
      <ol className="grid gap-1 pb-1">
        {versions.data?.counts.slice(1).map((count) => (
          <li key={count.version} className="flex flex-wrap gap-x-2">
            <b className="text-ink-2">
              <Amount minor={count.countedMinor} currency={currency} />
            </b>
            <span>
              {t("counted-by", { name: count.countedBy })}, <Instant iso={count.countedAt} />
            </span>
            {count.source !== "screen" && <span>{t(`source.${count.source}`)}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
