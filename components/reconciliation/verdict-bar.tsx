"use client";

/**
 * Shows the verdicts with the number of lines of each, whichever of them are shown; it is also the
 * filter by verdict.
 */
import { useLocale, useTranslations } from "next-intl";
import { formatCount } from "@/lib/domain/format";
import type { Verdict } from "@/lib/domain/line";
import { Shape } from "../badge/shapes";
import { classNames } from "../ui/class-names";
import type { AllTotals } from "./use-line-list";

/** Verdicts that need attention come first. */
const ORDER: readonly Verdict[] = [
  ...(["short", "over", "uncounted", "unexpected"] as const),
  ...(["within-tolerance", "matched"] as const),
];

type VerdictBarProps = {
  all: AllTotals;
  chosen: readonly Verdict[];
  onChoose: (verdicts: Verdict[]) => void;
};

export function VerdictBar({ all, chosen, onChoose }: VerdictBarProps) {
  const t = useTranslations("reconciliation.verdicts");
  const countVerdict = (verdict: Verdict) =>
    all.totals?.reduce((count, total) => count + total.lines[verdict], 0) ?? null;
  const count = ORDER.reduce<number | null>((sum, verdict) => {
    const lines = countVerdict(verdict);
    return sum === null || lines === null ? null : sum + lines;
  }, 0);
  const toggle = (verdict: Verdict) =>
    onChoose(
      chosen.includes(verdict)
        ? chosen.filter((other) => other !== verdict)
        : ORDER.filter((other) => other === verdict || chosen.includes(other)),
    );
  return (
    <div className="no-print ml-auto flex min-w-0 items-center gap-2 overflow-x-auto [scrollbar-width:none] max-sm:ml-0">
      <ul aria-label={t("label")} className="flex max-sm:flex-wrap">
        <li>
          <Segment pressed={chosen.length === 0} onPress={() => onChoose([])} count={count}>
            {t("all")}
          </Segment>
        </li>
        {ORDER.map((verdict) => (
          <li key={verdict}>
            <Segment
              pressed={chosen.includes(verdict)}
              onPress={() => toggle(verdict)}
              count={countVerdict(verdict)}
              ink={INKS[verdict]}
            >
              <Shape
                name={verdict}
                className={classNames("size-3", verdict === "matched" && "text-matched")}
              />
              {t(verdict)}
            </Segment>
          </li>
        ))}
      </ul>
      {all.failed && (
        <span role="alert" className="text-xs whitespace-nowrap text-uncounted">
          {t("failed")}{" "}
          <button type="button" className="text-accent underline" onClick={all.retry}>
            {t("try-again")}
          </button>
        </span>
      )}
    </div>
  );
}

type SegmentProps = {
  pressed: boolean;
  onPress: () => void;
  /** Null means that it is not known yet. */
  count: number | null;
  ink?: string | undefined;
  children: React.ReactNode;
};

function Segment({ pressed, onPress, count, ink, children }: SegmentProps) {
  const language = useLocale();
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={classNames(
        "segment",
        pressed ? "border-accent font-medium" : "border-transparent",
        ink ?? (pressed ? "text-ink" : "text-ink-2"),
      )}
    >
      {children} <b className="text-ink">{count === null ? "—" : formatCount(count, language)}</b>
    </button>
  );
}

const INKS: Partial<Record<Verdict, string>> = {
  short: "font-medium text-short",
  over: "font-medium text-over",
  uncounted: "font-medium text-uncounted",
  unexpected: "font-medium text-unexpected",
};
