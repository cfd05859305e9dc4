/** Formats an inbox item as text, and builds the address where it can be done. */
import { useLocale, useTranslations } from "next-intl";
import type { Need } from "@/lib/contracts/today";
import { queryOf } from "@/lib/client/api-path";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";

const NAMED_MAX = 3;

/** Formats `Porto, Lyon and 4 more`. */
export function useCentreNames(item: Need): string {
  const t = useTranslations("today");
  const count = item.centreCount ?? item.centres.length;
  const names = item.centres.map(({ name }) => name);
  if (count <= 1) return names[0] ?? "";
  if (count > NAMED_MAX) {
    const shown = names.slice(0, NAMED_MAX - 1);
    return t("and-more", { names: shown.join(", "), count: count - shown.length });
  }
  return t("and", { names: names.slice(0, -1).join(", "), last: names.at(-1) ?? "" });
}

/** Formats one date, or the dates between which the days wait. */
export function useInboxDates(item: Need): string {
  const language = useLocale();
  const { from, businessDate } = item;
  return from === undefined || from === businessDate
    ? formatBusinessDate(businessDate, language, "short")
    : formatDateRange(from, businessDate, language);
}

/** A single centre opens its day; several open the lines of that kind. */
export function buildInboxHref(item: Need): string {
  const [only] = item.centres;
  const { businessDate: date, kind } = item;
  const count = item.centreCount ?? item.centres.length;
  const isOneDay = (item.dayCount ?? 1) === 1;
  if (only !== undefined && count === 1 && isOneDay) {
    return `/reconciliations/${encodeURIComponent(only.id)}/${date}`;
  }
  const named = count <= item.centres.length ? item.centres.map(({ id }) => id) : [];
  const range = { centreId: named, from: item.from ?? date, to: date };
  return `/reconciliations?${queryOf({ ...range, ...pickFilter(kind) })}`;
}

/** Builds the filter of that verdict, or of the state in which the days wait. */
function pickFilter(kind: Need["kind"]): { verdict?: string; state?: string[] } {
  if (kind === "failed" || kind === "changed" || kind === "recount") return {};
  if (kind === "review") return { state: ["open"] };
  if (kind === "approval") return { state: ["reviewed"] };
  if (kind === "closure") return { state: ["reviewed", "approved"] };
  return { verdict: kind };
}
