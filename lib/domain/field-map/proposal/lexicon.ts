/**
 * Scores how well the words of a key fit a part of a cash sheet. Plurals, compound words and
 * abbreviations count as the words they stand for.
 */
import { splitWords } from "../../cash-words";

type Phrase = { words: readonly string[]; weak: boolean };
type Phrases = readonly Phrase[];

/** Words that say nothing of the part. */
const FILLERS = new Set(
  "the of de del della di do da des du la le les el los en et y e und and a".split(" "),
);

type Group = { phrases: Phrases; scores: Map<string, number> };
const groups = new Map<string, Group>();
const SCORES_MAX = 5_000;

function groupOf(text: string): Group {
  const known = groups.get(text);
  if (known !== undefined) return known;
  const phrases = text.split("|").map((each) => ({
    words: each
      .replace("~", "")
      .split(" ")
      .filter((word) => !FILLERS.has(word)),
    weak: each.startsWith("~"),
  }));
  const made = { phrases, scores: new Map<string, number>() };
  groups.set(text, made);
  return made;
}

/** "NumChecks2" consists of num, checks and 2. */
export function wordsOfKey(key: string): string[] {
  const parts = splitWords(key.replace(/(\p{L})(\p{N})/gu, "$1 $2"));
  return parts.filter((word) => !FILLERS.has(word));
}

/** From 0, which is no likeness, to 1, where every word of the key belongs to the phrase. */
export function scoreWords(words: readonly string[], phrases: string): number {
  const group = groupOf(phrases);
  const key = words.join(" ");
  let best = group.scores.get(key);
  if (best === undefined) {
    best = 0;
    for (const phrase of group.phrases) best = Math.max(best, scorePhrase(words, phrase));
    if (group.scores.size >= SCORES_MAX) group.scores.clear();
    group.scores.set(key, best);
  }
  return best;
}

function scorePhrase(words: readonly string[], { words: wanted, weak }: Phrase): number {
  let quality = 0;
  for (const word of wanted) {
    const likeness = words.reduce((most, each) => Math.max(most, likenessOf(each, word)), 0);
    if (likeness === 0 || (likeness === SHORT && wanted.length === 1)) return 0;
    quality += likeness;
  }
  const unmatched = Math.max(0, words.length - wanted.length);
  const score = quality / (wanted.length + 0.5 * unmatched);
  // Of two phrases that fit wholly, the longer one says more.
  return Math.min(1, score * (weak ? 0.5 : 1)) - (wanted.length === 1 ? 0.02 : 0);
}

/** "Md" may be "medio" or "moeda", and counts beside another word alone. */
const SHORT = 0.7;
const likenesses = new Map<string, number>();
const CACHED_MAX = 50_000;

function likenessOf(word: string, wanted: string): number {
  if (word === wanted) return 1;
  const key = `${word} ${wanted}`;
  let likeness = likenesses.get(key);
  if (likeness === undefined) {
    likeness = compare(word, wanted);
    if (likenesses.size >= CACHED_MAX) likenesses.clear();
    likenesses.set(key, likeness);
  }
  return likeness;
}

function compare(word: string, wanted: string): number {
  if (singular(word) === singular(wanted)) return 0.98;
  if (word.length >= 4 && skeleton(word) === skeleton(wanted)) return 0.9;
  if (word.length === 3 && wanted.length >= 5 && skeleton(wanted) === word) return 0.85;
  // "cx" stands for "caixa", which only another word beside it can confirm.
  if (word.length === 2 && wanted.length >= 4 && skeleton(wanted) === word) return SHORT;
  // "montantTotal" may be written in one: "montanttotal".
  if (wanted.length >= 5 && word.length > wanted.length && word.startsWith(wanted)) return 0.6;
  if (word.length >= 4 && wanted.startsWith(word) && wanted.length <= word.length * 2) return 0.6;
  return 0;
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/(es|s)$/, "") : word;
}

/** Abbreviations leave the vowels out: "mntnt" stands for "montant". */
export function skeleton(word: string): string {
  return word.length < 4 ? word : word.charAt(0) + word.slice(1).replace(/[aeiou]/g, "");
}

/** The part whose phrases fit best, and by how much it is ahead of the next. */
export type Fit<Name extends string> = { name: Name; score: number; lead: number };

export function bestFit<Name extends string>(
  words: readonly string[],
  groups: Readonly<Record<Name, string>>,
): Fit<Name> | null {
  const scored = (Object.keys(groups) as Name[])
    .map((name) => ({ name, score: scoreWords(words, groups[name]) }))
    .toSorted((one, other) => other.score - one.score);
  const [first, second] = scored;
  if (first === undefined || first.score < FIT_MIN) return null;
  return { ...first, lead: first.score - (second?.score ?? 0) };
}

/** Below it, a key has more words of its own than of the phrase. */
const FIT_MIN = 0.55;
