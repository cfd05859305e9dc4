/** Gives each part of a form its key: plain or unusual, in the casing of the form. */
import type { Chance } from "../figures/chance";
import {
  ENTRY_NAMES,
  type Names,
  SHEET_NAMES,
  SHIFT_NAMES,
  TENDER_NAMES,
  WRAPPER_NAMES,
} from "./dictionary";

const ALL = {
  ...SHEET_NAMES,
  ...SHIFT_NAMES,
  ...TENDER_NAMES,
  ...ENTRY_NAMES,
  ...WRAPPER_NAMES,
} satisfies Record<string, Names>;
export type Part = keyof typeof ALL;

export type Unusual = "none" | "one" | "half" | "all";
export type Casing = "camel" | "pascal" | "snake" | "upper" | "kebab";

export type Naming = {
  /** Two parts of one object never get the same key. */
  key: (part: Part, suffix?: string) => string;
  cased: (text: string) => string;
  /** The parts whose names were asked for. */
  used: () => Part[];
  /** From now on these parts have unusual names. */
  makeUnusual: (parts: readonly Part[]) => void;
};

const SHARES_ABBREVIATED = 0.12;
const SHARES_OPAQUE = 0.05;

export function createNaming(chance: Chance, casing: Casing): Naming {
  const chosen = new Map<Part, string>();
  const used = new Set<Part>();
  const plain = (part: Part) => chance.pick(ALL[part].plain);
  for (const part of Object.keys(ALL) as Part[]) chosen.set(part, plain(part));
  return {
    key: (part, suffix = "") => {
      used.add(part);
      return cased(`${chosen.get(part) ?? part} ${suffix}`, casing);
    },
    cased: (text) => cased(text, casing),
    used: () => [...used],
    makeUnusual: (parts) => {
      for (const part of parts) {
        const taken = new Set(chosen.values());
        const free = ALL[part].unusual.filter((name) => !taken.has(name));
        chosen.set(part, vary(chance.pick(free), chance));
      }
    },
  };
}

/** Some APIs abbreviate, and a few have names that say nothing. */
function vary(name: string, chance: Chance): string {
  if (chance.happens(SHARES_OPAQUE))
    return `f${chance.whole(10, 99)}${chance.pick(["x", "k", "q"])}`;
  if (!chance.happens(SHARES_ABBREVIATED)) return name;
  return name
    .split(" ")
    .map((word) => (word.length < 5 ? word : word[0] + word.slice(1).replace(/[aeiou]/g, "")))
    .join(" ");
}

function cased(text: string, casing: Casing): string {
  const parts = text.trim().toLowerCase().split(" ");
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  if (casing === "snake") return parts.join("_");
  if (casing === "upper") return parts.join("_").toUpperCase();
  if (casing === "kebab") return parts.join("-");
  const pascal = parts.map(capital).join("");
  return casing === "pascal" ? pascal : pascal.charAt(0).toLowerCase() + pascal.slice(1);
}
