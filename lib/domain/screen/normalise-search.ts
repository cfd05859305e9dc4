/** Compares what is searched for without accents and case. */
export function normaliseSearch(text: string): string {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
