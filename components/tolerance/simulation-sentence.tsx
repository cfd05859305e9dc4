"use client";

/** Shows the result of the simulator in one sentence, and beside it what was flagged in fact. */
import { useLocale, useTranslations } from "next-intl";
import type { Simulated, SimulatedFigures } from "@/lib/contracts/tolerance";
import type { DateRange } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { computePercent } from "@/lib/domain/tolerance/simulation";

/** `simulated` is null until the response arrives. The height is that of the sentence to come. */
export function SimulationSentence(props: { simulated: Simulated | null; range: DateRange }) {
  const { simulated, range } = props;
  const t = useTranslations("tolerance.simulator");
  const language = useLocale();
  const dates = formatDateRange(range.from, range.to, language);
  const total = simulated?.total ?? null;
  return (
    <div role="status" className="grid min-h-24 content-start gap-1">
      {total !== null && total.lines === 0 && <p className="text-md">{t("none", { dates })}</p>}
      {total !== null && total.lines > 0 && (
        <>
          <p className="text-lg">{t("with-rule", pickFigures(total, "draft", "explain"))}</p>
          <p className="text-ink-2">{t("as-judged", pickFigures(total, "now", "explain"))}</p>
          <p className="text-ink-2">
            {t("approvals", {
              draft: total.draft.approve.lines,
              now: total.now.approve.lines,
            })}
          </p>
        </>
      )}
      {total !== null && total.keptLines > 0 && (
        <p className="text-sm text-ink-3">{t("kept", { count: total.keptLines })}</p>
      )}
    </div>
  );
}

/**
 * It is a short form of the same, which stays visible on a small screen while the limits are
 * dragged.
 */
export function SimulationBrief({ simulated }: { simulated: Simulated | undefined }) {
  const t = useTranslations("tolerance.simulator");
  if (simulated === undefined || simulated.total.lines === 0) return null;
  return (
    <p
      aria-hidden="true"
      className="sticky top-0 z-10 -mx-(--edge) border-b border-rule bg-band px-edge py-2 lg:hidden"
    >
      {t("brief", pickFigures(simulated.total, "draft", "explain"))}
    </p>
  );
}

function pickFigures(
  total: SimulatedFigures,
  when: "now" | "draft",
  level: "explain" | "approve",
): { flagged: number; lines: number; share: number } {
  const { lines, moneyMinor } = total[when][level];
  return {
    flagged: lines,
    lines: total.lines,
    share: computePercent(moneyMinor, total.moneyMinor) ?? 0,
  };
}
