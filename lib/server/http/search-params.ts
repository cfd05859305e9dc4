import "server-only";

/** Converts the query of a page's address, as Next.js passes it, into names and values in order. */
export type SearchParams = Record<string, string | string[] | undefined>;

export function entriesOf(params: SearchParams): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
}
