/**
 * Shows a day that the reader has just changed in every list that is loaded. Lines stay where they
 * are, also those that a filter would no longer let through; the change is no news to the reader.
 */
import { queryOptions, skipToken, type QueryClient } from "@tanstack/react-query";
import type { DayDetail } from "../contracts/reconciliation";
import { formatDayKey, formatLineKey } from "../domain/keys";
import type { LinePages, ListSearch } from "./reconciliations";

type OwnDays = { revision: string; ids: readonly string[] };

/** Holds which days of a list the reader has changed since the revision that it shows. */
export function ownDaysQuery(search: ListSearch) {
  return queryOptions<OwnDays>({
    queryKey: ["reconciliations", "own-days", search],
    queryFn: skipToken,
    staleTime: Infinity,
  });
}

export function showDayInLists(client: QueryClient, day: DayDetail): void {
  const lists = client.getQueriesData<LinePages>({ queryKey: ["reconciliations", "lines"] });
  for (const [key, list] of lists) {
    const changed = list === undefined ? null : replaceDay(list, day);
    if (changed === null) continue;
    client.setQueryData(key, changed);
    const revision = changed.pages[0]?.freshness.revision ?? "";
    client.setQueryData(ownDaysQuery(key[2] as ListSearch).queryKey, (own) => ({
      revision,
      ids: [...new Set([...(own?.revision === revision ? own.ids : []), formatDayKey(day)])],
    }));
  }
}

/** Returns null for a list without lines of the day. */
function replaceDay(list: LinePages, day: DayDetail): LinePages | null {
  const id = formatDayKey(day);
  const details = new Map(day.lineDetails.map((line) => [formatLineKey(line), line]));
  let found = false;
  const pages = list.pages.map((page) => ({
    ...page,
    lines: page.lines.map((line) => {
      if (line.centreId !== day.centreId || line.businessDate !== day.businessDate) return line;
      found = true;
      return { ...line, ...details.get(formatLineKey(line)) };
    }),
    days: page.days.map((head) => (formatDayKey(head) === id ? { ...head, ...day } : head)),
  }));
  return found ? { ...list, pages } : null;
}
