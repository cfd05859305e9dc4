/** Recognises from the words of an id, a name or a type what a tender or a movement is. */
import type { TenderKind } from "../cash-sheet";
import type { FieldMap, WordGroup } from "./field-map";

/** The cache of results is limited to this number of texts. */
const REMEMBERED_MAX = 5_000;

export class Vocabulary {
  readonly #groups: Record<WordGroup, ReadonlySet<string>>;
  readonly #kinds = new Map<string, TenderKind>();

  constructor(words: FieldMap["words"]) {
    const set = (group: WordGroup) => new Set(words[group].map(plain));
    this.#groups = {
      cash: set("cash"),
      card: set("card"),
      voucher: set("voucher"),
      contribution: set("contribution"),
      withdrawal: set("withdrawal"),
    };
  }

  /** A "restaurant card" is a voucher and a "cash card" a card: the more specific word decides. */
  kindOf(id: string, name: string | null): TenderKind {
    const text = `${id} ${name ?? ""}`;
    const known = this.#kinds.get(text);
    if (known !== undefined) return known;
    const words = splitWords(text);
    const has = (group: WordGroup) => words.some((word) => this.#groups[group].has(word));
    const kind = has("voucher") ? "voucher" : has("card") ? "card" : has("cash") ? "cash" : "other";
    if (this.#kinds.size >= REMEMBERED_MAX) this.#kinds.clear();
    this.#kinds.set(text, kind);
    return kind;
  }

  /** Returns null when the words indicate neither, or both. */
  directionOf(text: string): "contribution" | "withdrawal" | null {
    const words = splitWords(text);
    const into = words.some((word) => this.#groups.contribution.has(word));
    const out = words.some((word) => this.#groups.withdrawal.has(word));
    if (into === out) return null;
    return into ? "contribution" : "withdrawal";
  }
}

/** "CashIn", "cash_in" and "Cash in" consist of the words cash and in. */
function splitWords(text: string): string[] {
  return plain(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Returns lower-case letters without accents: "Espèces" becomes "especes". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
