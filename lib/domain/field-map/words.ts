/** Recognises from the words of an id, a name or a type what a tender or a movement is. */
import type { TenderKind } from "../cash-sheet";
import { foldText, isCashText, splitWords } from "../cash-words";
import { type FieldMap, WORD_GROUPS, type WordGroup } from "./field-map";

/** The number of texts whose result is cached. */
const REMEMBERED_MAX = 5_000;

export class Vocabulary {
  readonly #groups: Record<WordGroup, ReadonlySet<string>>;
  readonly #kinds = new Map<string, TenderKind>();
  readonly #mentions = new Map<string, boolean>();

  constructor(words: FieldMap["words"]) {
    const groups = WORD_GROUPS.map((group) => [group, new Set(words[group].map(foldText))]);
    this.#groups = Object.fromEntries(groups) as Record<WordGroup, ReadonlySet<string>>;
  }

  /** A "restaurant card" is a voucher and a "cash card" a card: the more specific word decides. */
  kindOf(id: string, name: string | null): TenderKind {
    const text = `${id}\u0000${name ?? ""}`;
    const known = this.#kinds.get(text);
    if (known !== undefined) return known;
    const words = splitWords(text);
    const isCash = [id, name ?? ""].some((each) => isCashText(each, this.#groups.cash));
    const kind = this.#has(words, "voucher")
      ? "voucher"
      : this.#has(words, "card")
        ? "card"
        : isCash
          ? "cash"
          : "other";
    if (this.#kinds.size >= REMEMBERED_MAX) this.#kinds.clear();
    this.#kinds.set(text, kind);
    return kind;
  }

  /** Tells whether a name has a word for cash, whatever else it says. */
  mentionsCash(text: string): boolean {
    let mentions = this.#mentions.get(text);
    if (mentions === undefined) {
      mentions = this.#has(splitWords(text), "cash");
      if (this.#mentions.size >= REMEMBERED_MAX) this.#mentions.clear();
      this.#mentions.set(text, mentions);
    }
    return mentions;
  }

  /** Tells what an expense was paid with: out of the till, by another way, or by nobody knows. */
  paidWith(text: string): "till" | "elsewhere" | "unknown" {
    // "PayPal" is one word and "BankTransfer" two.
    const words = [...splitWords(text), ...splitWords(text.toLowerCase())];
    if (this.kindOf(text, null) === "cash") return "till";
    const others = ["voucher", "card", "bank"] as const;
    return others.some((group) => this.#has(words, group)) ? "elsewhere" : "unknown";
  }

  /** Returns null when the words indicate neither, or both. */
  directionOf(text: string): "contribution" | "withdrawal" | null {
    const words = splitWords(text);
    const into = this.#has(words, "contribution");
    const out = this.#has(words, "withdrawal");
    if (into === out) return null;
    return into ? "contribution" : "withdrawal";
  }

  #has(words: readonly string[], group: WordGroup): boolean {
    return words.some((word) => this.#groups[group].has(word));
  }
}
