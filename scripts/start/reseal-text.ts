/** Says which stored secrets can't be opened, and what to do. */
import { type Resealed, REMEDIES, UNREADABLE } from "@/lib/server/reseal/reseal";

/** Empty when everything can be opened. */
export function formatUnreadable(results: readonly Resealed[]): string[] {
  const unreadable = results.filter((result) => result.unreadable > 0);
  if (unreadable.length === 0) return [];
  return [
    `WARNING: ${UNREADABLE}:`,
    ...unreadable.map(({ kind, unreadable: values }) => `- ${kind}: ${values}; ${REMEDIES[kind]}`),
  ];
}
