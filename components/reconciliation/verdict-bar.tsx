"use client";

/** Shows the verdicts with the number of lines of each; it is also the filter by verdict. */
import { useLocale, useTranslations } from "next-intl";
import type { Total } from "@/lib/contracts/reconciliation";
import { formatCount } from "@/lib/domain/format";
import type { Verdict } from "@/lib/domain/line";
import { VerdictShape } from "../badge/verdict-badge";
import { classNames } from "../ui/class-names";

/** Verdicts that need attention come first. */
const ORDER: readonly Verdict[] = [
  ...(["short", "over", "uncounted", "unexpected"] as const),
  ...(["within-tolerance", "matched"] as const),
];

type VerdictBarProps = {
  totals: readonly Total[];
  chosen: readonly Verdict[];
  onChoose: (verdicts: Verdict[]) => void;
};

export function VerdictBar({ totals, chosen, onChoose }: VerdictBarProps) {
  const t = useTranslations("reconciliation.verdicts");
  const countVerdict = (verdict: Verdict) =>
    totals.reduce((count, total) => count + total.lines[verdict], 0);
  const all = ORDER.reduce((count, verdict) => count + countVerdict(verdict), 0);
  const toggle = (verdict: Verdict) =>
    onChoose(
      chosen.includes(verdict)
        ? chosen.filter((other) => other !== verdict)
        : ORDER.filter((other) => other === verdict || chosen.includes(other)),
    );
  return (
    <ul
      aria-label={t("label")}
      className="no-print flex overflow-x-auto border-t border-rule px-edge"
    >
      <li>
        <Segment pressed={chosen.length === 0} onPress={() => onChoose([])} count={all}>
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
            <VerdictShape
              verdict={verdict}
              className={classNames("size-3.5", verdict === "matched" && "text-matched")}
            />
            {t(verdict)}
          </Segment>
        </li>
      ))}
    </ul>
  );
}

type SegmentProps = {
  pressed: boolean;
  onPress: () => void;
  count: number;
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
        "mr-3 inline-flex h-9 items-center gap-1.5 border-b-2 pr-3 text-sm whitespace-nowrap -outline-offset-2 max-sm:h-11",
        pressed ? "border-accent font-medium" : "border-transparent",
        ink ?? (pressed ? "text-ink" : "text-ink-2"),
      )}
    >
      {children} <b className="text-ink">{formatCount(count, language)}</b>
    </button>
  );
}

const INKS: Partial<Record<Verdict, string>> = {
  short: "font-medium text-short",
  over: "font-medium text-over",
  uncounted: "font-medium text-uncounted",
  unexpected: "font-medium text-unexpected",
};
