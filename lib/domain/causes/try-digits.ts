/**
 * Tests whether a total was typed wrongly: two neighbouring digits were swapped (the difference is
 * then a multiple of nine, which alone proves nothing, so that the digits are compared), or the
 * decimal point is one or two places off.
 */
import { isItemised } from "./surroundings";
import type { Hypothesis, HypothesisInput } from "./hypothesis";

const FACTORS = [10, 100];

export function tryDigits({ line, scale }: HypothesisInput): Hypothesis[] {
  const { expected, counted } = line;
  if (expected === null || counted === null || expected <= 0 || counted <= 0) return [];
  // A sum of notes and coins was computed, not typed.
  if (isItemised(line)) return [];
  return [
    ...trySwaps(counted, expected),
    // A figure of a few coins is ten times another one too easily.
    ...(Math.max(expected, counted) < scale * 10 ? [] : trySlips(counted, expected)),
  ];
}

/** Undoes each swap of two neighbouring digits in what was typed. */
function trySwaps(counted: number, expected: number): Hypothesis[] {
  const digits = String(counted);
  const pairs = Array.from({ length: digits.length - 1 }, (_, index) => index).filter(
    (index) => digits[index] !== digits[index + 1],
  );
  return pairs.flatMap((index) => {
    const pair = `${digits[index + 1]}${digits[index]}`;
    const text = digits.slice(0, index) + pair + digits.slice(index + 2);
    const meant = Number(text);
    // The other pairs are too far off to leave a small rest.
    if (text.startsWith("0") || Math.sign(counted - meant) !== Math.sign(counted - expected)) {
      return [];
    }
    const explained = counted - meant;
    const facts = {
      amountMinor: meant,
      otherMinor: counted,
      label: pair,
      quantity: 9,
      unitMinor: Math.abs(explained) / 9,
    };
    return [{ kind: "digits-swapped", explained, evidence: 1 / pairs.length, facts }];
  });
}

function trySlips(counted: number, expected: number): Hypothesis[] {
  return FACTORS.flatMap((factor) =>
    [tooLarge(counted, factor), tooSmall(counted, factor, expected)].flatMap((meant) =>
      meant === null
        ? []
        : [
            {
              kind: "decimal-slip",
              explained: counted - meant,
              evidence: 1 / (2 * FACTORS.length),
              facts: { amountMinor: meant, otherMinor: counted, quantity: factor },
            } satisfies Hypothesis,
          ],
    ),
  );
}

function tooLarge(counted: number, factor: number): number | null {
  return counted % factor === 0 ? counted / factor : null;
}

/** The last digits were lost, so that any of them that lead to the expected amount are accepted. */
function tooSmall(counted: number, factor: number, expected: number): number {
  const least = counted * factor;
  const lost = expected - least;
  return lost > -factor / 2 && lost < factor ? expected : least;
}
