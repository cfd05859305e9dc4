/**
 * "Versamenti" may be paid in to the drawer or to the bank. Beside a field for the other of the
 * two, or beside withdrawals of the drawer without their counterpart, it is the drawer.
 */
import type { Draft } from "./draft";
import { scoreWords, wordsOfKey } from "./lexicon";
import { PAID_IN_PHRASES } from "./lexicon-money";

const SCORE_MIN = 0.75;

export function isPaidIn(keys: readonly string[]): boolean {
  return scoreWords(wordsOfKey(keys.at(-1) ?? ""), PAID_IN_PHRASES) >= SCORE_MIN;
}

export function isContributions({ fields }: Draft, keys: readonly string[]): boolean {
  const isOpen = fields.contributions === undefined && fields.movements === undefined;
  return isOpen && isPaidIn(keys) && (fields.withdrawals ?? fields.deposits) !== undefined;
}
