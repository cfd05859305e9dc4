/** Chooses the tender to which the float and the movements of a till belong. */
import type { SheetTender } from "../cash-sheet";
import { isCashText, listCurrencies } from "../cash-words";

/** A till with a float that took no cash has this cash tender, when no sheet names one. */
export const CASH = "CASH";

export type CarrierTender = Pick<SheetTender, "tenderId" | "tenderName" | "kind"> & {
  currency?: string | undefined;
};

/**
 * Of the tenders that are cash in the currency of the sheet, "CASH" comes first, then the one that
 * names this currency, then one whose name says cash and nothing else, then the first listed. A
 * tender in another currency has no float of ours.
 */
export function findCarrier<T extends CarrierTender>(
  tenders: readonly T[],
  currency: string | null,
): T | undefined {
  const cash = tenders.filter((tender) => tender.kind === "cash" && tender.currency === undefined);
  if (cash.length < 2) return cash[0];
  const rank = (tender: T) => rankOf(tender, currency);
  return cash.reduce((best, tender) => (rank(tender) < rank(best) ? tender : best));
}

function rankOf({ tenderId, tenderName }: CarrierTender, currency: string | null): number {
  if (tenderId === CASH) return 0;
  const named = [tenderId, tenderName ?? ""].flatMap(listCurrencies);
  const isCash = isCashText(tenderId) || isCashText(tenderName ?? "");
  if (named.length > 0 && currency !== null) return named.includes(currency) ? 1 : 4;
  return isCash ? 2 : 3;
}
