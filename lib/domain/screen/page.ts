/** A page of a long list: the rows that match what is typed, some at a time. */
import { hasTerms, splitSearch } from "./normalise-search";

/** A list of more rows is searched and paged by the server. */
export const PAGE_ROWS = 50;

export type PageAsked = {
  text: string;
  skip: number;
  /** Undefined: all of them. */
  limit?: number | undefined;
};

/** A page of rows, and how many match. */
export type Page<Row> = { rows: Row[]; count: number };

export function selectPage<Row>(
  rows: readonly Row[],
  { text, skip, limit }: PageAsked,
  describe: (row: Row) => string,
): Page<Row> {
  const terms = splitSearch(text);
  const found = terms.length === 0 ? rows : rows.filter((row) => hasTerms(describe(row), terms));
  const end = limit === undefined ? undefined : skip + limit;
  return { rows: found.slice(skip, end), count: found.length };
}
