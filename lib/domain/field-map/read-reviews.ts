/** Reads how far head office has come with the sections of a sheet, in Cashrec's own words. */
import type { SheetReview } from "../cash-sheet";
import type { Context } from "./context";
import type { JsonObject } from "./field-map";
import { isObject } from "./locate";
import { pickScalar, valueAt } from "./match";
import { readText } from "./read-text";

/** More sections than that are no sections of a sheet. */
const REVIEWS_MAX = 50;

/** Reviews decide nothing, so that what is no list of them is left out and refuses no sheet. */
export function readReviews({ cursor, matchers }: Context, object: JsonObject): SheetReview[] {
  const [source] = matchers.sheet.plan(object).reviews ?? [];
  if (source === undefined || source.key === "") return [];
  const list = valueAt(object, source);
  if (!Array.isArray(list)) return [];
  cursor.found("reviews", [source.key, ...source.below], list);
  return list.slice(0, REVIEWS_MAX).flatMap((item) => {
    if (!isObject(item)) return [];
    const plan = matchers.review.plan(item);
    const section = readText(pickScalar(cursor, item, plan, "reviewSection"));
    const state = readText(pickScalar(cursor, item, plan, "reviewState"));
    return section === null ? [] : [{ section, state }];
  });
}
