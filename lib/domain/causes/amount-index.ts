/** Finds what belongs to a range of amounts without examining the other amounts. */
export type AmountIndex<T> = { amounts: readonly number[]; byAmount: ReadonlyMap<number, T> };

export function buildAmountIndex<T>(byAmount: ReadonlyMap<number, T>): AmountIndex<T> {
  return { amounts: [...byAmount.keys()].sort((one, other) => one - other), byAmount };
}

/** Lists the values from `least` to `most`, both included, in ascending order of their amounts. */
export function listBetween<T>(
  { amounts, byAmount }: AmountIndex<T>,
  least: number,
  most: number,
): T[] {
  const found: T[] = [];
  for (let at = findFirst(amounts, least); at < amounts.length; at += 1) {
    const amount = amounts[at];
    if (amount === undefined || amount > most) break;
    const value = byAmount.get(amount);
    if (value !== undefined) found.push(value);
  }
  return found;
}

/** Finds the first position whose amount is at least this one. */
function findFirst(amounts: readonly number[], least: number): number {
  let [from, to] = [0, amounts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((amounts[middle] ?? Infinity) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
