"use client";

/** Shows the progress of a long task: how much is done of how much, and a bar of six pixels. */
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { formatCount } from "@/lib/domain/format";

type ProgressProps = {
  done: number;
  total: number;
  /** It names what is being done. */
  label: ReactNode;
  /** It replaces the default text of the figures, "231 of 276". */
  figures?: ReactNode;
  /** It tells what happens next, below the bar. */
  hint?: ReactNode;
};

export function Progress({ done, total, label, figures, hint }: ProgressProps) {
  const t = useTranslations("ui");
  const language = useLocale();
  const id = useId();
  const text = t("done-of-total", {
    done: formatCount(done, language),
    total: formatCount(total, language),
  });
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-4">
        <div id={id}>{label}</div>
        <div className="text-ink-2">{figures ?? text}</div>
      </div>
      <progress className="progress" max={Math.max(total, 1)} value={done} aria-labelledby={id}>
        {text}
      </progress>
      {hint !== undefined && <p className="text-xs text-ink-3">{hint}</p>}
    </div>
  );
}
