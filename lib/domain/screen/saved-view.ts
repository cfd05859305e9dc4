/**
 * A named set of filters, stored as the query of its page's address. It is shared only with those
 * who may see every centre, and a centre of every node, that it names.
 */
export const VIEW_PAGES = ["reconciliations", "variances"] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

/** These parameters describe the moment and not the view. */
const PASSING: readonly string[] = ["asOf", "view", "line"];

/**
 * This is the part of an address that a view stores, in its own order; it is "" without any filter.
 */
export function formatViewQuery(entries: Iterable<readonly [string, string]>): string {
  const remaining = [...entries].filter(([name, value]) => value !== "" && !PASSING.includes(name));
  return remaining.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

export function parseViewQuery(query: string): [string, string][] {
  if (query === "") return [];
  return query.split("&").map((part) => {
    const [name = "", ...value] = part.split("=");
    return [decode(name), decode(value.join("="))];
  });
}

/** The centres that a view names; the list is empty when it covers all that its reader has. */
export function listCentresInQuery(query: string): string[] {
  return listValues(query, "centreId");
}

export function listNodesInQuery(query: string): string[] {
  return listValues(query, "nodeId");
}

function listValues(query: string, wanted: string): string[] {
  return parseViewQuery(query).flatMap(([name, value]) => (name === wanted ? [value] : []));
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%20", "+");
}

/** An address typed by hand may contain half an escape. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
