"use client";

/** Says which centres of many a page shows, and leads to those before and after them. */
import Link from "next/link";
import { useTranslations } from "next-intl";
import { COVERAGE_CENTRES } from "@/lib/domain/coverage/order";

type CentrePagesProps = {
  skip: number;
  shown: number;
  /** So many have a place in the order; there are `count`. */
  judged: number;
  count: number;
  buildHref: (page: number) => string;
};

const LINK = "max-sm:inline-block max-sm:py-2.5";

export function CentrePages({ skip, shown, judged, count, buildHref }: CentrePagesProps) {
  const t = useTranslations("coverage");
  const page = skip / COVERAGE_CENTRES + 1;
  return (
    <nav aria-label={t("centre")} className="mt-2 grid gap-1 text-sm text-ink-2">
      <p className="flex flex-wrap gap-x-5">
        {t("range", { from: Math.min(skip + 1, judged), to: skip + shown, count })}
        {page > 1 && (
          <Link prefetch={false} href={buildHref(page - 1)} className={LINK}>
            {t("previous")}
          </Link>
        )}
        {skip + shown < judged && (
          <Link prefetch={false} href={buildHref(page + 1)} className={LINK}>
            {t("next")}
          </Link>
        )}
      </p>
      {judged < count && <p className="text-xs text-ink-3">{t("judged", { judged, count })}</p>}
    </nav>
  );
}
