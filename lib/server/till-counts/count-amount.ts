import "server-only";

/** Computes the amount of a count, and the denominations that are stored with it. */
import { type CountItem, sumItems, withLoose } from "@/lib/domain/till-count/denomination";
import { type Minor, minor } from "@/lib/domain/money";
import { AppError } from "../app-error";

type Given = {
  countedMinor?: number | undefined;
  denominations?: CountItem[] | undefined;
  looseMinor?: number | undefined;
};

export type Counted = {
  amount: Minor;
  /** Null when it was counted as a total. */
  items: CountItem[] | null;
};

export function countedOf({ countedMinor, denominations, looseMinor }: Given): Counted {
  if (denominations === undefined) return { amount: minor(countedMinor ?? 0), items: null };
  const items = withLoose(denominations, looseMinor ?? null);
  const amount = sumItems(items);
  if (amount !== null) return { amount, items };
  throw new AppError(
    "INVALID",
    "denominations: name each value once, and count no more than a till can hold.",
    { errors: [{ path: "denominations", message: "An item stands twice, or is too large" }] },
  );
}
