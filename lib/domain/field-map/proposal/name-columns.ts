/** Names what a column of a register shift probably is, by its key and the form of its values. */
import { amountsIn, type Draft, lastWordsOf, wordsOf } from "./draft";
import { DAY_PHRASES, ENTITY_PHRASES, ID_WORDS, NAME_WORDS } from "./lexicon-days";
import { ENTRY_LIST_PHRASES, FIGURE_PHRASES, TENDER_PHRASES } from "./lexicon-money";
import { scoreWords } from "./lexicon";
import { type Column, given } from "./survey";

const GROUPS = {
  ...FIGURE_PHRASES,
  ...ENTRY_LIST_PHRASES,
  declared: TENDER_PHRASES.declared,
  theoretical: TENDER_PHRASES.theoretical,
  fee: TENDER_PHRASES.fee,
  tip: TENDER_PHRASES.tip,
  centre: ENTITY_PHRASES.centre,
  shift: ENTITY_PHRASES.shift,
  till: ENTITY_PHRASES.till,
  tender: ENTITY_PHRASES.tender,
  currency: DAY_PHRASES.currency,
  status: DAY_PHRASES.status,
  openedAt: DAY_PHRASES.openedAt,
  closedAt: DAY_PHRASES.closedAt,
  user: DAY_PHRASES.user,
  record: DAY_PHRASES.record,
} as const;
export type Meaning = keyof typeof GROUPS;

const IDENTITIES = new Set<Meaning>(["centre", "shift", "till", "tender", "user", "record"]);
const TEXTS = new Set<Meaning>(["currency", "status", "openedAt", "closedAt"]);
const ID = new Set(ID_WORDS.split(" "));
const NAME = new Set(NAME_WORDS.split(" "));

export type Named = { column: Column; meaning: Meaning | null; score: number; lead: number };

const SCORE_MIN = 0.55;
const TIE_MAX = 0.02;

const named = new WeakMap<Column, Named>();

export function nameColumn(draft: Draft, column: Column): Named {
  let known = named.get(column);
  if (known === undefined) {
    known = findMeaning(draft, column);
    named.set(column, known);
  }
  return known;
}

/** An amount is not an id, and a text that is no number is not an amount. */
function findMeaning(draft: Draft, column: Column): Named {
  const amounts = amountsIn(draft, column);
  const isText = given(column).some((value) => typeof value !== "number") && amounts === null;
  const isMoney = amounts !== null && !amounts.isWhole;
  const scored = (Object.keys(GROUPS) as Meaning[])
    .filter((meaning) => {
      if (isMoney) return !IDENTITIES.has(meaning) && !TEXTS.has(meaning);
      if (isText) return IDENTITIES.has(meaning) || TEXTS.has(meaning);
      return !TEXTS.has(meaning);
    })
    .map((meaning) => ({ meaning, score: scoreMeaning(column, meaning) }))
    .toSorted((one, other) => other.score - one.score);
  const [first, ...others] = scored;
  // "Frais" are the fee of a card beside a tender, and what was spent beside the sales.
  const second = others.find(({ meaning }) => meaning !== "fee" || first?.meaning !== "expenses");
  if (first === undefined || first.score < SCORE_MIN) {
    return { column, meaning: null, score: first?.score ?? 0, lead: 0 };
  }
  const lead = first.score - (second?.score ?? 0);
  // "Fsc" may be a shift or a count: an id and a figure that fit alike are neither.
  const isMixed =
    second !== undefined && IDENTITIES.has(first.meaning) !== IDENTITIES.has(second.meaning);
  if (isMixed && lead < TIE_MAX) return { column, meaning: null, score: first.score, lead: 0 };
  return { column, ...first, lead };
}

function scoreMeaning(column: Column, meaning: Meaning): number {
  const phrases = GROUPS[meaning];
  const isIdentity = IDENTITIES.has(meaning);
  const strip = (words: string[]) => {
    return isIdentity ? words.filter((word) => !ID.has(word) && !NAME.has(word)) : words;
  };
  const last = strip(lastWordsOf(column));
  const all = strip(wordsOf(column));
  const own = last.length === 0 ? 0 : scoreWords(last, phrases);
  return Math.max(own, column.keys.length > 1 ? scoreWords(all, phrases) : 0);
}

/** Whether the last words of a key say that it is an id, or that it is a name. */
export function markOf(column: Column): "id" | "name" | null {
  const words = lastWordsOf(column);
  if (words.some((word) => ID.has(word))) return "id";
  return words.some((word) => NAME.has(word)) ? "name" : null;
}
