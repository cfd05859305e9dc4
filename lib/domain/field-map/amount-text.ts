/**
 * Turns an amount as people write it ("1.234,56 €", "(12.00)", "12.00-") into a plain decimal. What
 * is not clearly an amount in the sheet's currency stays unread.
 */
const CURRENCY_SIGN = /^(?:\p{Sc}|[A-Za-z]{3}|kr\.?|zł|Kč|Ft|Fr\.?|Rs\.?|R\$|CHF)$/iu;
/** These signs belong to one currency. */
const OF_SIGN: Readonly<Record<string, string>> = { "€": "EUR", "₹": "INR", "₺": "TRY", zł: "PLN" };
/** Spaces, and apostrophes as in Switzerland, stand between thousands whatever the decimal mark. */
const SPACES = /[ \u00a0\u2009\u202f'’]/;

/** Returns null when the text is no amount. */
export function plainAmount(
  text: string,
  { decimalMark, currency }: { decimalMark: "." | ","; currency: string },
): string | null {
  const bracketed = /^\((.*)\)$/.exec(text.trim().replace(/\u2212/g, "-"));
  const stripped = stripSigns(bracketed?.[1] ?? text.trim().replace(/\u2212/g, "-"), currency);
  if (stripped === null || (bracketed !== null && stripped.negative)) return null;
  const { digits, negative } = stripped;
  const [whole = "", fraction, ...more] = digits.split(decimalMark);
  const ungrouped = ungroup(whole, decimalMark === "." ? "," : ".");
  if (ungrouped === null || more.length > 0) return null;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return null;
  const sign = negative || bracketed !== null ? "-" : "";
  return sign + ungrouped + (fraction === undefined ? "" : `.${fraction}`);
}

/** Takes off one minus or plus and one sign or code of the currency, from either end. */
function stripSigns(text: string, currency: string): { digits: string; negative: boolean } | null {
  const match = /^([^\d]*)(\d.*?|\d)([^\d]*)$/s.exec(text.trim());
  if (match === null) return null;
  const [, before = "", digits = "", after = ""] = match;
  const around = `${before} ${after}`;
  const minuses = around.match(/[+-]/g) ?? [];
  const names = around
    .replace(/[+-]/g, " ")
    .split(/[\s\u00a0\u202f]+/)
    .filter((name) => name !== "");
  if (minuses.length > 1 || names.length > 1) return null;
  const [name] = names;
  if (name !== undefined && !isOwnSign(name, currency)) return null;
  return { digits, negative: minuses[0] === "-" };
}

function isOwnSign(name: string, currency: string): boolean {
  if (!CURRENCY_SIGN.test(name)) return false;
  if (currency === "") return true;
  if (/^[A-Za-z]{3}$/.test(name)) return name.toUpperCase() === currency;
  return (OF_SIGN[name.toLowerCase()] ?? currency) === currency;
}

/** Returns null when the marks do not stand between thousands, or between lakhs. */
function ungroup(whole: string, mark: "." | ","): string | null {
  if (/^\d+$/.test(whole)) return whole;
  const separator = /\D/.exec(whole)?.[0] ?? "";
  if (separator !== mark && !SPACES.test(separator)) return null;
  const [first = "", ...groups] = whole.split(separator);
  const last = groups.pop() ?? "";
  const sizes = separator === "," ? /^\d{2,3}$/ : /^\d{3}$/;
  const fits =
    /^\d{1,3}$/.test(first) && /^\d{3}$/.test(last) && groups.every((g) => sizes.test(g));
  return fits ? [first, ...groups, last].join("") : null;
}
