"use client";

/** Shows how many of the expected lines of a centre were counted, and as a share. */
import { useLocale, useTranslations } from "next-intl";
import { computePermille, type CountedLines } from "@/lib/domain/coverage/order";
import { formatCount, formatPermille } from "@/lib/domain/format";

/** A desk has a column for it; a phone shows it below the name, which stays in sight. */
function useCountedText(): (counted: CountedLines | null) => string {
  const t = useTranslations("coverage.counted");
  const language = useLocale();
  return (counted) => {
    if (counted === null) return "—";
    return t("of", {
      counted: formatCount(counted.counted, language),
      lines: formatCount(counted.lines, language),
    });
  };
}

export function CountedCell({ counted }: { counted: CountedLines | null }) {
  const countedText = useCountedText();
  return (
    <td className="money border-t border-rule pr-4 pl-2 text-xs whitespace-nowrap text-ink-2 max-sm:hidden">
      {countedText(counted)}
      <span className="ml-2 inline-block w-14 text-ink">
        <CountedShare counted={counted} />
      </span>
    </td>
  );
}

function CountedShare({ counted }: { counted: CountedLines | null }) {
  const language = useLocale();
  return counted === null ? null : formatPermille(computePermille(counted), language);
}

/** Below the name on a phone. */
export function CountedBelow({ counted }: { counted: CountedLines | null }) {
  const countedText = useCountedText();
  return (
    <span className="block text-xs text-ink-2 sm:hidden">
      {countedText(counted)} <CountedShare counted={counted} />
    </span>
  );
}
