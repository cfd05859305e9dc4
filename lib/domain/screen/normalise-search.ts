/** Compares what is searched for without accents and case. */
export function normaliseSearch(text: string): string {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Everything that is searched for has each of them. */
export function splitSearch(text: string): string[] {
  return normaliseSearch(text).split(/\s+/).filter(Boolean);
}

/** Whether a text has each of the terms that `splitSearch` returned. */
export function hasTerms(text: string, terms: readonly string[]): boolean {
  const searched = normaliseSearch(text);
  return terms.every((term) => searched.includes(term));
}
