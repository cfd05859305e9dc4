import "server-only";

/** Reads the query of an address; a parameter that is given several times is a list. */
import { AppError } from "../app-error";

/** Stands for bytes that are not UTF-8; a client may also send it as it is. */
const REPLACEMENT = "\ufffd";

export function readQuery({ url }: { url: string }): Record<string, string | string[]> {
  const { search, searchParams: params } = new URL(url);
  const entries = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name);
    return [name, values.length === 1 ? (values[0] ?? "") : values] as const;
  });
  // Otherwise a "é" of another encoding would be looked for, or stored, as a replacement character.
  const isLost = [...params].flat().some((text) => text.includes(REPLACEMENT));
  if (isLost && !search.toUpperCase().includes(encodeURIComponent(REPLACEMENT))) {
    throw new AppError("INVALID", "The query is not in UTF-8. Send it in that encoding.");
  }
  return Object.fromEntries(entries);
}
