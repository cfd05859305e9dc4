import "server-only";

/** The query of a page's address as Next.js hands it over, as names and values in their order. */
export type SearchParams = Record<string, string | string[] | undefined>;

export function entriesOf(params: SearchParams): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
}
