"use client";

/**
 * Shows the sums of the differences in the chosen period, in the one before it and a year before;
 * and beside them, in a sentence, what to know first.
 */
import { useTranslations } from "next-intl";
import type { VarianceSummary } from "@/lib/contracts/variance";
import { Finding } from "./finding";
import { StatementTable } from "./statement-table";
import type { View } from "./view";

type StatementProps = { view: View; summary: VarianceSummary };

export function Statement({ view, summary }: StatementProps) {
  const t = useTranslations("variance.statement");
  return (
    <section className="grid items-end gap-x-12 gap-y-4 border-b border-rule px-edge pt-1 pb-5 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
      <h2 className="sr-only">{t("title", { currency: view.currency })}</h2>
      <StatementTable view={view} summary={summary} />
      <Finding view={view} summary={summary} />
    </section>
  );
}
