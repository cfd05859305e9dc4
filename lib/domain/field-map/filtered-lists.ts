/** Lists which lists a map reads only in part. */
import type { CompiledLocator, CompiledTerm, Filter, ListTerm, Path } from "./compile-locator";

/** A list of which the map takes only some elements, by these filters. */
export type FilteredList = { path: Path; filters: Filter[] };

export function listFiltered(locators: readonly CompiledLocator[]): FilteredList[] {
  const lists = new Map<string, FilteredList>();
  const whole = new Set<string>();
  for (const { firsts, below, rule } of locators) {
    if (rule === null || rule.kind === "keys") whole.add([...firsts, ...below].join("."));
    const added = rule?.kind === "filter" ? [rule] : termsOf(rule).map(asFiltered);
    for (const { path, filter } of added) {
      const key = path.join(".");
      if (filter.length === 0) whole.add(key);
      const list = lists.get(key) ?? { path, filters: [] };
      list.filters.push(filter);
      lists.set(key, list);
    }
  }
  return [...lists].filter(([key]) => !whole.has(key)).map(([, list]) => list);
}

function asFiltered({ list, filter }: ListTerm): { path: Path; filter: Filter } {
  return { path: list, filter };
}

function termsOf(rule: CompiledLocator["rule"]): ListTerm[] {
  if (rule?.kind === "from-list") return [rule];
  const sums =
    rule?.kind === "sum"
      ? [rule]
      : rule?.kind === "columns"
        ? rule.columns.map(({ amount }) => amount).filter((amount) => "plus" in amount)
        : [];
  return sums.flatMap(({ plus, minus }) => [...plus, ...minus]).filter(isListTerm);
}

function isListTerm(term: CompiledTerm): term is ListTerm {
  return "list" in term;
}
