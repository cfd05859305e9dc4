/**
 * What a counter must not see: expected amounts in any format, and everything derived from them.
 */
import { SECRETS } from "./matrix-arrange";
import { contentsOf, type Received } from "./matrix-call";
import { COUNTED } from "./matrix-inputs";

/** The lines whose amounts may be revealed: all, those that are counted (till T1), or none. */
export type Secrets = "all" | "counted" | "none";

/** Matches a verdict, or an expected or derived amount, as data and not as text. */
const DATA =
  /"(?:verdict":"[a-z]|(?:expected|difference|tolerance|approval|net|short|over)Minor":-?\d)/;

/** `figuresOnly` is for users who see the data of another centre, whose amounts are no secret. */
export async function leaksIn(
  response: Received,
  revealed: Secrets,
  { figuresOnly = false } = {},
): Promise<string[]> {
  const all = plain(await contentsOf(response));
  const hidden = revealed === "all" ? [] : revealed === "counted" ? SECRETS.slice(1) : SECRETS;
  const figures = hidden.filter((secret) => formsOf(secret).test(all)).map(String);
  if (revealed !== "none") return figures;
  const difference = formsOf(Math.abs(COUNTED - SECRETS[0])).test(all) ? ["a difference"] : [];
  const data = figuresOnly ? undefined : DATA.exec(all)?.[0];
  return [...figures, ...difference, ...(data === undefined ? [] : [data])];
}

/** Decodes the text as it appears in JSON, in a script of a page, and between tags. */
function plain(text: string): string {
  return text
    .replaceAll('\\"', '"')
    .replaceAll("&quot;", '"')
    .replaceAll(/&nbsp;|&#160;/g, " ");
}

/**
 * Matches the amount with any separators, with or without cents, in minor units or in whole ones.
 */
function formsOf(minor: number): RegExp {
  const whole = String(Math.trunc(minor / 100));
  const between = String.raw`(?:[^0-9a-zA-Z"]|\\u[0-9a-f]{4}){0,3}`;
  const groups = whole
    .replace(/\B(?=(\d{3})+$)/g, " ")
    .split(" ")
    .join(between);
  const cents = String(minor % 100).padStart(2, "0");
  return new RegExp(`(?<![0-9a-f])${groups}(?:${between}${cents})?(?![0-9a-f])`, "i");
}
