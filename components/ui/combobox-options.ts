/**
 * Decides what a combobox shows and chooses: matching without accents or case, and choices in
 * order.
 */
import { hasTerms, splitSearch } from "@/lib/domain/screen/normalise-search";

export type Option = {
  value: string;
  label: string;
  /** It stands at the right, such as an id, and is searched too. */
  hint?: string;
  /** How deep it stands in a tree; the top is 0. */
  level?: number;
  /** Options of one group stand together, under its name. */
  group?: string;
};

export type ServerSearch = {
  onType: (text: string) => void;
  /** So many match that are not among the options; null until the server has responded. */
  more: number | null;
};

export function matchOptions(options: Option[], search: string): Option[] {
  const terms = splitSearch(search);
  if (terms.length === 0) return options;
  return options.filter(({ label, hint }) => hasTerms(`${label} ${hint ?? ""}`, terms));
}

export function toggle(selected: string[], value: string): string[] {
  return selected.includes(value)
    ? selected.filter((other) => other !== value)
    : [...selected, value];
}

/** Chooses every one of them, or none when all were chosen. */
export function toggleAll(selected: string[], options: Option[]): string[] {
  const values = new Set(options.map(({ value }) => value));
  const others = selected.filter((value) => !values.has(value));
  const all = selected.length - others.length === values.size;
  return all ? others : [...others, ...values];
}
