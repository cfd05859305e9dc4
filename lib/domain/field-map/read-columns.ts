/** Reads tenders whose amounts stand in fields of their own, one beside the other. */
import type { SheetTender } from "../cash-sheet";
import type { CompiledColumn } from "./compile-locator";
import type { Context, Holder } from "./context";
import { follow } from "./locate";
import { computeSum, readLocated } from "./pick-amount";

/** A column that the object does not have is no tender of it. */
export function readColumns(
  context: Context,
  { object, form }: Holder,
  columns: readonly CompiledColumn[],
): SheetTender[] {
  const position = { object, form, field: "tenderAmount" as const };
  context.firstTender ??= context.cursor.path();
  return columns.flatMap(({ amount: source, tenderId, tenderName, kind }) => {
    const tender = {
      tenderId,
      tenderName,
      kind: kind ?? context.words.kindOf(tenderId, tenderName),
    };
    if (!("path" in source)) {
      context.seen.tenderAmount = true;
      return [{ ...tender, amount: computeSum(context, position, source) }];
    }
    const found = follow(object, source.path);
    if (found === undefined) return [];
    context.seen.tenderAmount = true;
    return [{ ...tender, amount: readLocated(context, position, found) }];
  });
}
