/**
 * Vouchers are counted on the pad in lines of quantity × unit value. An empty line is not entered.
 */
import { addUp, QUANTITY_MAX } from "./denomination-pad";
import { type Minor, minor } from "../money";
import { COUNTED_MINOR_MAX } from "./import-row";
import { readTypedMoney } from "./typed-amount";

export type VoucherText = { unit: string; quantity: string };
type VoucherFault = "unit" | "quantity" | "too-many";
export type VoucherReading =
  | { kind: "empty" }
  | { kind: "wrong"; fault: VoucherFault }
  | { kind: "read"; valueMinor: number; quantity: number; amount: Minor };

type Reader = { currency: string; language: string };

export function readVoucher(line: VoucherText, { language, currency }: Reader): VoucherReading {
  const [unit, quantity] = [line.unit.trim(), line.quantity.trim()];
  if (unit === "" && quantity === "") return { kind: "empty" };
  const value = readTypedMoney(unit, language, currency);
  if (!value.ok || value.amount <= 0) return { kind: "wrong", fault: "unit" };
  if (!/^\d{1,12}$/.test(quantity)) return { kind: "wrong", fault: "quantity" };
  const amount = Number(quantity) * value.amount;
  if (Number(quantity) > QUANTITY_MAX || amount > COUNTED_MINOR_MAX) {
    return { kind: "wrong", fault: "too-many" };
  }
  const read = { valueMinor: value.amount, quantity: Number(quantity), amount: minor(amount) };
  return { kind: "read", ...read };
}

/** Lines of one unit value are one item. `total` is null while nothing is entered. */
export function sumVouchers(
  lines: readonly VoucherText[],
  reader: Reader,
): { items: { valueMinor: number; quantity: number }[]; total: Minor | null; wrong: boolean } {
  const items = new Map<number, number>();
  const readings = lines.map((line) => readVoucher(line, reader));
  for (const reading of readings) {
    if (reading.kind !== "read") continue;
    items.set(reading.valueMinor, (items.get(reading.valueMinor) ?? 0) + reading.quantity);
  }
  return {
    items: [...items].map(([valueMinor, quantity]) => ({ valueMinor, quantity })),
    total: addUp(readings.map((reading) => (reading.kind === "read" ? reading.amount : null))),
    wrong: readings.some(({ kind }) => kind === "wrong"),
  };
}
