/**
 * Reports the elements of filtered lists that no filter of the map takes, so that a kind of line
 * that nobody thought of is asked about, not dropped.
 */
import type { Filter } from "./compile-locator";
import type { Cursor } from "./cursor";
import { describeForm, listPaths } from "./form";
import type { JsonObject } from "./field-map";
import { follow, isObject, passes } from "./locate";
import type { Matcher } from "./match";

export function reportSkipped(cursor: Cursor, object: JsonObject, matcher: Matcher): void {
  if (cursor.onSkipped === null || matcher.filtered.length === 0) return;
  for (const { path, filters } of matcher.filtered) {
    const list = follow(object, path);
    if (list === undefined || !Array.isArray(list.value)) continue;
    for (const element of list.value) {
      if (!isObject(element) || filters.some((filter) => passes(element, filter))) continue;
      if (!listPaths(describeForm(element)).some(({ node }) => node.hasAmount)) continue;
      cursor.skipped([...list.steps], describeKind(element, filters));
    }
  }
}

/** Names an element by the values that the filters look at, such as "lineType=TIP". */
function describeKind(element: JsonObject, filters: readonly Filter[]): string {
  const kinds = new Map(
    filters.flat().map(({ path }) => {
      const found = follow(element, path);
      const name = found?.steps.map(String).join(".") ?? path.join(".");
      return [name, JSON.stringify(found?.value ?? null)];
    }),
  );
  return [...kinds].map(([name, value]) => `${name}=${value}`).join(" ");
}
