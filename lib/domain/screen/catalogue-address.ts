/** The address at which browsers load messages: their language, their namespaces, their version. */

export type CatalogueName = { language: string; names: readonly string[] };

/** These are loaded with parts that open later: dialogs, and what is done with selected lines. */
export const LAZY_NAMESPACES = [
  "audit",
  "explain-many",
  "explanation",
  "identity-proof",
  "keys",
  "sign-off",
  "thread",
  "workflow",
] as const;

export type LazyNamespace = (typeof LAZY_NAMESPACES)[number];
export type LazyAddresses = Record<LazyNamespace, string>;

const FOLDER = "messages";
const SEPARATOR = ".";

export function buildCatalogueAddress(name: CatalogueName, version: string): string {
  return `/${FOLDER}/${name.language}/${name.names.toSorted().join(SEPARATOR)}/${version}`;
}

/** Reads an address that was built here. */
export function parseCatalogueAddress(address: string): CatalogueName {
  const [, , language = "", names = ""] = address.split("/");
  return { language, names: splitCatalogueNames(names) };
}

export function splitCatalogueNames(names: string): string[] {
  return names.split(SEPARATOR);
}
