/** The address at which browsers load messages: their language, their namespaces, their version. */

export type CatalogueName = { language: string; names: readonly string[] };

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
