/** The first day of the financial year in which a date lies; `start` is MM-DD. */
export function findYearStart(date: string, start: string): string {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= start ? `${year}-${start}` : `${year - 1}-${start}`;
}
