/** A need in words, and the address where it can be met. */
import { useLocale, useTranslations } from "next-intl";
import type { Need } from "@/lib/contracts/today";
import { queryOf } from "@/lib/client/api-path";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";

const NAMED_MAX = 3;

/** `Porto, Lyon and 4 more`. */
export function useCentreNames(need: Need): string {
  const t = useTranslations("today");
  const count = need.centreCount ?? need.centres.length;
  const names = need.centres.map(({ name }) => name);
  if (count <= 1) return names[0] ?? "";
  if (count > NAMED_MAX) {
    const shown = names.slice(0, NAMED_MAX - 1);
    return t("and-more", { names: shown.join(", "), count: count - shown.length });
  }
  return t("and", { names: names.slice(0, -1).join(", "), last: names.at(-1) ?? "" });
}

/** One date, or the dates between which the days wait. */
export function useInboxDates(need: Need): string {
  const language = useLocale();
  const { from, businessDate } = need;
  return from === undefined || from === businessDate
    ? formatBusinessDate(businessDate, language, "short")
    : formatDateRange(from, businessDate, language);
}

/** One centre opens its day; several open the lines of that kind. */
export function buildInboxHref(need: Need): string {
  const [only] = need.centres;
  const { businessDate: date, kind } = need;
  const count = need.centreCount ?? need.centres.length;
  const isOneDay = (need.dayCount ?? 1) === 1;
  if (only !== undefined && count === 1 && isOneDay) {
    return `/reconciliations/${encodeURIComponent(only.id)}/${date}`;
  }
  const named = count <= need.centres.length ? need.centres.map(({ id }) => id) : [];
  const range = { centreId: named, from: need.from ?? date, to: date };
  return `/reconciliations?${queryOf({ ...range, ...pickFilter(kind) })}`;
}

/** The lines of that verdict, or the days in the state in which they wait. */
function pickFilter(kind: Need["kind"]): { verdict?: string; state?: string[] } {
  if (kind === "failed" || kind === "changed" || kind === "recount") return {};
  if (kind === "review") return { state: ["open"] };
  if (kind === "approval") return { state: ["reviewed"] };
  if (kind === "closure") return { state: ["reviewed", "approved"] };
  return { verdict: kind };
}
