/** Tax rates as people type and read them. */

/** Reads "21" or "5,5" as millionths; null when it is no percentage below 100. */
export function readPercent(text: string): number | null {
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const match = /^(\d{1,2})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  return match === null ? null : Number(`${match[1]}${(match[2] ?? "").padEnd(4, "0")}`);
}

export function formatPercent(ppm: number, language: string): string {
  return new Intl.NumberFormat(language === "en" ? "en-GB" : language, {
    maximumFractionDigits: 4,
    useGrouping: false,
  }).format(ppm / 10_000);
}
