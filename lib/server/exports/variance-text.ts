import "server-only";

/**
 * Builds the texts of the variance report: those of the page of variances, and a few of its own.
 */
import type { VarianceExport } from "@/lib/contracts/variance";
import { DAY_NAMES } from "@/lib/domain/calendar-names";
import {
  formatBusinessDate,
  formatDateRange,
  formatRate,
  formatShare,
  readLanguage,
} from "@/lib/domain/format";
import {
  getTranslations,
  withoutMarkup,
  type Reader,
  type Translate,
} from "../language/translations";
import { buildReportTexts, type FileFacts } from "./report-text";

export type VarianceTexts = {
  /** These are the texts of the page. */
  t: Translate;
  language: string;
  title: string;
  /** States the filters, when the file was made, and what was never read: a line each. */
  notes: string[];
  sheets: Record<"totals" | "by-day" | "centres" | "weekday-shift" | "tenders", string>;
  heads: Record<
    "from" | "to" | "centre-id" | "shift-id" | "shift" | "tender-id" | "all-lines",
    string
  >;
};

export async function buildVarianceTexts(
  search: VarianceExport,
  reader: Reader,
  facts: FileFacts,
): Promise<VarianceTexts> {
  const t = withoutMarkup(await getTranslations("variance", reader));
  const own = await getTranslations("variance-report", reader);
  const { notes } = await buildReportTexts(search, reader, facts);
  const [filters = "", ...moments] = notes;
  const { currency } = search;
  return {
    t,
    language: reader.language,
    title: t("title"),
    notes: [currency === undefined ? filters : `${filters} · ${currency}`, ...moments],
    sheets: {
      totals: own("sheets.totals"),
      "by-day": own("sheets.by-day"),
      centres: own("sheets.centres"),
      "weekday-shift": own("sheets.weekday-shift"),
      tenders: own("sheets.tenders"),
    },
    heads: {
      from: own("heads.from"),
      to: own("heads.to"),
      "centre-id": own("heads.centre-id"),
      "shift-id": own("heads.shift-id"),
      shift: own("heads.shift"),
      "tender-id": own("heads.tender-id"),
      "all-lines": own("heads.all-lines"),
    },
  };
}

export function varianceFileName({ from, to }: VarianceExport, extension: string): string {
  return `variances-${from === to ? from : `${from}-to-${to}`}.${extension}`;
}

/** ISO 8601 numbers the days from 1, which is Monday. */
export function weekdayName(weekday: number, { language }: VarianceTexts): string {
  return DAY_NAMES[readLanguage(language)].short[weekday % 7] ?? "";
}

export function formatDates(from: string, to: string, { language }: VarianceTexts): string {
  return from === to
    ? formatBusinessDate(from, language, "short")
    : formatDateRange(from, to, language);
}

/** An unknown figure is a dot, as on the page. */
export function formatKnownRate(rate: number | null, { language }: VarianceTexts): string {
  return rate === null ? "·" : formatRate(rate, 2, language);
}

export function formatKnownShare(share: number | null, { language }: VarianceTexts): string {
  return share === null ? "·" : formatShare(share, language);
}
