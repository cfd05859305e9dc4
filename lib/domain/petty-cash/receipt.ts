/**
 * The amounts of a receipt. Each tax rate has a gross amount and the tax in it; the rest of the
 * gross amount is net, so that nothing is lost to rounding.
 */
import { type Minor, minor, sum } from "../money";
import { computeVat } from "../vat";

export type VatLine = { ratePpm: number; gross: Minor; vat: Minor };
type TypedVatLine = { ratePpm: number; gross: Minor; vat: Minor | null };

/**
 * A shop may add up the tax of each article, rounded. So the tax that is printed on a receipt may
 * differ by this much from the tax of the sum; a larger difference is a typing error.
 */
const VAT_ROUNDING_MAX = 10;

export type ReceiptAmounts = { gross: Minor; net: Minor; vat: Minor; lines: VatLine[] };

/** Without a printed tax, it is computed from the rate and rounded once. */
export function splitReceipt(typed: readonly TypedVatLine[]): ReceiptAmounts {
  const lines = typed.map(({ ratePpm, gross, vat }) => ({
    ratePpm,
    gross,
    vat: vat ?? computeVat(gross, ratePpm),
  }));
  const gross = sum(lines.map((line) => line.gross));
  const vat = sum(lines.map((line) => line.vat));
  return { gross, vat, net: minor(gross - vat), lines };
}

export function isPlausibleVat({ ratePpm, gross, vat }: VatLine): boolean {
  const computed = computeVat(gross, ratePpm);
  return vat >= 0 && vat <= gross && Math.abs(vat - computed) <= VAT_ROUNDING_MAX;
}
