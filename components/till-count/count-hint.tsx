"use client";

/**
 * Tells how complete a count is: empty fields count as none, and are named while they are few.
 */
import { useLocale, useTranslations } from "next-intl";
import type { Draft } from "@/lib/client/till-counts-draft";
import type { DraftReading } from "@/lib/client/till-counts-reading";
import { formatPieceName } from "@/lib/domain/till-count/piece-name";

type CountHintProps = {
  draft: Pick<Draft, "way" | "vouchers">;
  reading: DraftReading;
  currency: string;
};

const NAMED_MAX = 3;

export function CountHint({ draft, reading, currency }: CountHintProps) {
  const t = useTranslations("till-count.hint");
  const language = useLocale();
  if (reading.wrong) return t("wrong");
  if (draft.way === "total") return t("total");
  if (draft.way === "vouchers") return t("vouchers", { count: draft.vouchers.length });
  const { entered, rows, missing } = reading.sums?.pieces ?? { entered: 0, rows: 0, missing: [] };
  const counts = { entered, rows };
  if (entered === 0) return t("none");
  if (missing.length === 0) return t("all", counts);
  if (missing.length > NAMED_MAX) return t("some", counts);
  const names = new Intl.ListFormat(language === "en" ? "en-GB" : language).format(
    missing.map(({ valueMinor }) => formatPieceName(valueMinor, currency, language)),
  );
  return t("some-named", { ...counts, names, count: missing.length });
}
