"use client";

/**
 * Shows the head of a count: a link back, where and what is counted, by whom, and that it is blind.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatBusinessDate } from "@/lib/domain/format";
import { Instant } from "../ui/instant";

type CountHeadProps = {
  centreName: string;
  businessDate: string;
  title: string;
  backTo: string;
  onBack: () => void;
  facts?: { label: string; value: ReactNode }[];
  children?: ReactNode;
};

export function CountHead(props: CountHeadProps) {
  const { centreName, businessDate, title, backTo, onBack, facts = [], children } = props;
  const language = useLocale();
  return (
    <>
      <button
        type="button"
        onClick={onBack}
        className="no-print mt-1 inline-flex h-11 items-center gap-2 text-ink-2 hover:underline sm:mt-2 sm:h-9"
      >
        <span aria-hidden="true">←</span> {backTo}
      </button>
      <div className="pb-4 sm:pb-5">
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-2.5">
          <div className="min-w-0">
            <p className="text-ink-2 first-letter:uppercase">
              {centreName} · {formatBusinessDate(businessDate, language, "long")}
            </p>
            <h1
              id="count-title"
              className="!text-[24px] !leading-8 wrap-anywhere sm:!text-xl sm:!leading-9"
            >
              {title}
            </h1>
          </div>
          {facts.length > 0 && (
            <dl className="flex gap-x-8 max-sm:w-full max-sm:justify-between max-sm:gap-x-3 sm:text-right">
              {facts.map(({ label, value }) => (
                <div key={label} className="min-w-0">
                  <dt className="text-xs text-ink-3">{label}</dt>
                  <dd className="truncate">{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
        {children}
      </div>
    </>
  );
}

/** States in one sentence what the counter may know, as this centre is configured. */
export function BlindNote({
  mode,
  what,
}: {
  mode: "hidden" | "after-entry" | "shown";
  what: "count" | "opening";
}) {
  const t = useTranslations("till-count");
  if (mode === "shown" && what === "count") return null;
  return (
    <p className="mt-3 flex items-start gap-2.5 rounded-md bg-accent-wash px-3 py-2.5">
      <svg viewBox="0 0 14 14" aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent">
        <path
          d="M1 7c3.2-5 8.8-5 12 0-3.2 5-8.8 5-12 0zM2 12 12 2"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
        />
      </svg>
      <span>
        {what === "opening"
          ? t.rich("blind-opening", { b: bold })
          : t.rich(`blind-mode.${mode === "hidden" ? "hidden" : "after-entry"}`, { b: bold })}
      </span>
    </p>
  );
}

const bold = (chunks: ReactNode) => <b>{chunks}</b>;

/** Shows when this device last stored the draft; without a draft there is nothing to show. */
export function SavedAt({ changedAt }: { changedAt: string | undefined }) {
  const t = useTranslations("till-count");
  if (changedAt === undefined) return <i className="text-ink-3">{t("nothing-kept")}</i>;
  return <Instant iso={changedAt} style="time" />;
}
