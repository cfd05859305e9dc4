import "server-only";

/** Compares what is searched for in SQL as `splitSearch` does: without accents and case. */
import { splitSearch } from "@/lib/domain/screen/normalise-search";

/** A text without its accents and case, of an expression of SQL. */
export function foldText(expression: string): string {
  return `lower(regexp_replace(normalize(${expression}, NFD), '[\\u0300-\\u036f]', '', 'g'))`;
}

/** Patterns of LIKE, all of which match what has each word. */
export function listPatterns(text: string): string[] {
  return splitSearch(text).map((term) => `%${escapeLike(term)}%`);
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
