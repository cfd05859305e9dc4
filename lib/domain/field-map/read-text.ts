/**
 * Reads ids and names of Cashrec's JSON, so that what differs there differs here, and nothing is
 * cut inside a character.
 */

import { hashText } from "../hash-text";

type Scalar = string | number | boolean;

const PLAIN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const FITTING_ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._:/-]{0,63}$/u;
/** The rest of an id that is changed, before its mark. */
const CHANGED_LENGTH_MAX = 50;
const TEXT_LENGTH_MAX = 120;
/** Halves of surrogate pairs, which UTF-8 can't express. */
const HALVES = /\p{Surrogate}/gu;

/**
 * Reads an id that URLs and files can contain. One that does not fit loses its odd characters, and
 * gets a mark made from the whole text, so that "T+1", "T-1" and "T#1" stay three ids.
 */
export function readId(value: Scalar): string | undefined {
  if (typeof value === "boolean") return undefined;
  const text = typeof value === "number" ? String(value) : value;
  if (PLAIN_ID.test(text)) return text;
  const given = text.trim().normalize("NFC");
  if (FITTING_ID.test(given)) return given;
  const cleaned = given.replace(/[^\p{L}\p{M}\p{N} ._:/-]/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  if (cleaned === "") return undefined;
  return `${cutText(cleaned, CHANGED_LENGTH_MAX).trim()}.${hashText(given)}`;
}

/**
 * Reads a text for people: without control characters or halves of characters, at most 120
 * characters; null for an empty one.
 */
export function readText(value: Scalar | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value)
    .replace(HALVES, "\ufffd")
    .replace(/[\u0000-\u001f\u007f]+/g, " ")
    .trim();
  return text === "" ? null : cutText(text, TEXT_LENGTH_MAX);
}

let graphemes: Intl.Segmenter | undefined;

/** Cuts between characters as people see them: a flag or an accented letter stays whole. */
function cutText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > lengthMax) break;
    end = index + segment.length;
  }
  return text.slice(0, end === 0 ? lengthMax : end);
}
