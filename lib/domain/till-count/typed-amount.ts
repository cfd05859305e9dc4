/**
 * Reads money as people type it, in the format of the language of their screen: 1,146.35 in
 * English, 1.146,35 in Spanish, 1 146,35 in French. An ambiguous text is refused, not guessed.
 */
import { decimalsOf, type Minor, parseMoney } from "../money";
import { COUNTED_MINOR_MAX } from "./import-row";

export type TypedMoneyFault =
  | "empty"
  /** It is written with the decimal mark of another language. */
  | "other-mark"
  /** In a currency with three decimals, 1,146 is more than a thousand, or between one and two. */
  | "ambiguous"
  | "too-many-decimals"
  | "too-large"
  | "not-an-amount";

export type TypedMoney = { ok: true; amount: Minor } | { ok: false; fault: TypedMoneyFault };

const MARKS: Record<string, { group: string; decimal: string }> = {
  en: { group: ",", decimal: "." },
  es: { group: ".", decimal: "," },
  fr: { group: " ", decimal: "," },
};

export function readTypedMoney(text: string, language: string, currency: string): TypedMoney {
  const refuse = (fault: TypedMoneyFault): TypedMoney => ({ ok: false, fault });
  const typed = text
    .trim()
    .replace(/[\s\u00a0\u202f\u2009]/g, " ")
    .replace(/^\u2212/, "-");
  if (typed === "") return refuse("empty");
  const { group, decimal } = chooseMarks(language);
  const sign = typed.startsWith("-") ? "-" : "";
  const parts = typed.slice(sign.length).split(decimal);
  const [whole = "", fraction] = parts;
  if (parts.length > 2 || fraction === "" || !/^\d*$/.test(fraction ?? "")) {
    return refuse(looksForeign(typed, language) ? "other-mark" : "not-an-amount");
  }
  const groups = whole.split(group);
  if (!areGroups(groups)) {
    return refuse(looksForeign(typed, language) ? "other-mark" : "not-an-amount");
  }
  const decimals = decimalsOf(currency);
  const lone = groups.length === 2 && fraction === undefined && group !== " ";
  if (lone && decimals === 3) return refuse("ambiguous");
  if ((fraction ?? "").length > decimals) return refuse("too-many-decimals");
  const plain = `${sign}${groups.join("")}${fraction === undefined ? "" : `.${fraction}`}`;
  const parsed = parseMoney(plain, decimals);
  if (parsed === null || Math.abs(parsed.amount) > COUNTED_MINOR_MAX) return refuse("too-large");
  return { ok: true, amount: parsed.amount };
}

/** The whole number of the first group, then groups of three; a lone group may have any length. */
function areGroups(groups: string[]): boolean {
  const [first = "", ...rest] = groups;
  if (rest.length === 0) return /^\d{1,20}$/.test(first);
  return /^\d{1,3}$/.test(first) && rest.length <= 6 && rest.every((part) => /^\d{3}$/.test(part));
}

/** Returns true when it would be an amount with the marks of another language. */
function looksForeign(typed: string, language: string): boolean {
  const { decimal } = chooseMarks(language);
  const other = decimal === "." ? "," : ".";
  // oxlint-disable-next-line security/detect-non-literal-regexp -- of two marks
  return new RegExp(`^-?[\\d ${decimal}]+\\${other}\\d{1,3}$`).test(typed);
}

function chooseMarks(language: string): { group: string; decimal: string } {
  return MARKS[language.slice(0, 2)] ?? { group: ",", decimal: "." };
}
