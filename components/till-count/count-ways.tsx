"use client";

/**
 * Switches from pieces to their value, to one total, and back. The typed input is converted where
 * it can be.
 */
import { useLocale, useTranslations } from "next-intl";
import type { Draft, DraftWay } from "@/lib/client/till-counts-draft";
import type { DraftReading } from "@/lib/client/till-counts-reading";
import { formatMoney } from "@/lib/domain/format";
import { type PadReader, rewritePadText } from "@/lib/domain/till-count/denomination-pad";
import type { CountItemEntry } from "./use-count-items";

type CountWaysProps = {
  entry: Pick<CountItemEntry, "rows" | "usualWay">;
  draft: Draft;
  reading: DraftReading;
  reader: PadReader;
  onChange: (change: Partial<Draft>) => void;
};

export function CountWays({ entry, draft, reading, reader, onChange }: CountWaysProps) {
  const t = useTranslations("till-count.way");
  const language = useLocale();
  const ways = listWays(entry).filter((way) => way !== draft.way);
  const choose = (way: DraftWay) => {
    const texts = way === "total" ? draft.texts : rewriteTexts(way);
    const sum = reading.total === null ? "" : formatMoney(reading.total, reader.currency, language);
    const offersSum = way === "total" && draft.total.trim() === "" && !reading.wrong;
    onChange({ way, texts, ...(offersSum ? { total: sum } : {}) });
  };
  const rewriteTexts = (way: DraftWay) => {
    const unit = way === "values" ? "values" : "pieces";
    if (unit === reader.unit) return draft.texts;
    return Object.fromEntries(
      entry.rows.map((row) => [
        row.id,
        rewritePadText(row, draft.texts[row.id] ?? "", reader, unit),
      ]),
    );
  };
  return (
    <p className="flex flex-wrap gap-x-6">
      {ways.map((way) => (
        <button
          key={way}
          type="button"
          onClick={() => choose(way)}
          className="no-print py-1 text-accent underline underline-offset-[3px] max-sm:py-3"
        >
          {t(way)}
        </button>
      ))}
    </p>
  );
}

function listWays({ rows, usualWay }: CountWaysProps["entry"]): DraftWay[] {
  if (rows.length > 0) return ["pieces", "values", "total"];
  return usualWay === "vouchers" ? ["vouchers", "total"] : ["total"];
}
