"use client";

/** Chooses the order of the centres, which the address remembers. */
import Link from "next/link";
import { useTranslations } from "next-intl";
import { COVERAGE_ORDERS, type CoverageOrder } from "@/lib/domain/coverage/order";
import { classNames } from "../ui/class-names";

type OrderLinksProps = { order: CoverageOrder; buildHref: (order: CoverageOrder) => string };

export function OrderLinks({ order, buildHref }: OrderLinksProps) {
  const t = useTranslations("coverage.order");
  return (
    <nav aria-label={t("label")} className="no-print flex">
      {COVERAGE_ORDERS.map((one) => (
        <Link
          key={one}
          prefetch={false}
          href={buildHref(one)}
          aria-current={one === order ? "true" : undefined}
          className={classNames(
            "inline-flex h-control items-center border border-rule-strong px-2.5 text-sm no-underline not-first-of-type:border-l-0",
            one === order
              ? "bg-accent-wash font-medium text-accent forced-colors:outline-2"
              : "text-ink-2 hover:bg-hover",
          )}
        >
          {t(one)}
        </Link>
      ))}
    </nav>
  );
}
