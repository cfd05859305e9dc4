/** Finds an amount among the fields of an object, or computes it from several of them. */
import type { SheetAmount } from "../cash-sheet";
import { negate } from "../money";
import type { CompiledSum, CompiledTerm } from "./compile-locator";
import type { Context, Holder } from "./context";
import type { FieldName, Json, JsonObject } from "./field-map";
import { follow, locateElements, type Located } from "./locate";
import { listKeys, pickScalar, valueAt } from "./match";
import { addAmounts, readAmount } from "./read-amount";
import { readCount } from "./read-value";

type Amount = SheetAmount | null | undefined;

/** Returns null when the amount is listed and not known, and undefined when it is absent. */
export function pickAmount(
  context: Context,
  { object, plan, form }: Holder,
  field: FieldName,
): Amount {
  const sources = plan[field];
  if (sources === undefined) return undefined;
  const { cursor } = context;
  const position = { object, form, field };
  let absent: null | undefined;
  let wrong: string | null = null;
  for (const source of sources) {
    const { rule } = source;
    if (rule === null) {
      const value = valueAt(object, source);
      if (value === null) absent = null;
      else if (typeof value === "object") wrong ??= source.key;
      else if (value !== undefined) {
        if (cursor.onFound !== null) cursor.found(field, listKeys(object, source), value);
        const amount = readAmount(value, form);
        if (amount === undefined) throw cursor.drift(`not an amount: ${field}`, source.key);
        return amount;
      }
    } else if (rule.kind === "sum") {
      const amount = computeSum(context, position, rule);
      if (amount !== null) return amount;
      absent = null;
    } else if (rule.kind === "from-list") {
      const elements = locateElements(object, rule);
      if (elements === null || elements.length === 0) continue;
      const amount = addLocated(context, position, elements);
      if (amount !== null) return amount;
      absent = null;
    }
  }
  if (wrong !== null && absent === undefined) {
    throw cursor.drift(`a single value was expected for ${field}`, wrong);
  }
  return absent;
}

/** Counts of a list are added, because each of its elements has its own. */
export function pickCount(
  { cursor }: Context,
  { object, plan }: Holder,
  field: FieldName,
): number | null {
  for (const { rule } of plan[field] ?? []) {
    if (rule?.kind !== "from-list") continue;
    const elements = locateElements(object, rule) ?? [];
    const counts = elements.map(({ value }) => readCount(isScalar(value) ? value : null));
    const known = counts.filter((count) => count !== null);
    if (known.length === 0 || known.length < counts.length) continue;
    for (const { steps, value } of elements) cursor.found(field, steps, value);
    return known.reduce((sum, count) => sum + count, 0);
  }
  return readCount(pickScalar(cursor, object, plan, field));
}

type Position = Pick<Holder, "form"> & { object: JsonObject; field: FieldName };

/** A sum is unknown as soon as one of its terms is. */
export function computeSum(
  context: Context,
  position: Position,
  { plus, minus }: CompiledSum,
): SheetAmount | null {
  const added = plus.map((term) => readTerm(context, position, term));
  const taken = minus.map((term) => {
    const amount = readTerm(context, position, term);
    return amount && { ...amount, amount: negate(amount.amount) };
  });
  return total(context, [...added, ...taken]);
}

/** A list without matching elements adds nothing; a list that is absent is not known. */
function readTerm(context: Context, position: Position, term: CompiledTerm): SheetAmount | null {
  if (!("list" in term)) {
    const found = follow(position.object, term.path);
    return found === undefined ? null : readLocated(context, position, found);
  }
  const elements = locateElements(position.object, term);
  return elements === null ? null : addLocated(context, position, elements);
}

function addLocated(
  context: Context,
  position: Position,
  elements: readonly Located[],
): SheetAmount | null {
  return total(
    context,
    elements.map((element) => readLocated(context, position, element)),
  );
}

export function readLocated(
  { cursor }: Context,
  { form, field }: Omit<Position, "object">,
  { steps, value }: Located,
): SheetAmount | null {
  if (value === null) return null;
  cursor.found(field, steps, value);
  const amount = isScalar(value) ? readAmount(value, form) : undefined;
  if (amount === undefined) throw cursor.drift(`not an amount: ${field}`, ...steps);
  return amount;
}

function isScalar(value: Json): value is string | number | boolean {
  return value !== null && typeof value !== "object";
}

function total({ cursor }: Context, amounts: readonly (SheetAmount | null)[]): SheetAmount | null {
  const known = amounts.filter((amount) => amount !== null);
  if (known.length < amounts.length) return null;
  const sum = addAmounts(known);
  if (sum === undefined) throw cursor.drift("the amounts add up to too much");
  return sum;
}
