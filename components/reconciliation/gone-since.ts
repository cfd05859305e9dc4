/** When Cashrec's latest word was that it no longer has the sheet; null when it has one. */
import type { DayDetail } from "@/lib/contracts/reconciliation";

export function findGoneSince({ sheetVersions }: DayDetail): string | null {
  const [latest] = sheetVersions;
  return latest === undefined || latest.hash !== null ? null : latest.fetchedAt;
}
