/** Finds mentions in a text: the one that is being typed, and those that were chosen. */

/** Returns what was typed after the "@" before the caret, or null when no mention is typed. */
export function findTypedMention(
  text: string,
  caret: number,
): { from: number; typed: string } | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf("@");
  if (from === -1 || (from > 0 && !/\s/.test(before.charAt(from - 1)))) return null;
  const typed = before.slice(from + 1);
  return typed.length > TYPED_MAX || /\n/.test(typed) ? null : { from, typed };
}

const TYPED_MAX = 40;

/** Replaces the mention that is being typed by the whole name. */
export function completeMention(text: string, caret: number, name: string) {
  const found = findTypedMention(text, caret);
  if (found === null) return { text, caret };
  const start = `${text.slice(0, found.from)}@${name} `;
  return { text: start + text.slice(caret).replace(/^ /, ""), caret: start.length };
}

/** Returns the users whose names are still in the text. */
export function pickMentioned<User extends { name: string }>(
  text: string,
  users: readonly User[],
): User[] {
  return users.filter(({ name }) => text.includes(`@${name}`));
}

export type TextPart = { text: string; isMention: boolean };

/** Splits a text at the names of those who were mentioned, the longest name first. */
export function splitMentions(text: string, names: readonly string[]): TextPart[] {
  const marks = [...names]
    .sort((one, other) => other.length - one.length)
    .map((name) => `@${name}`);
  const parts: TextPart[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const mark = marks.find((each) => text.startsWith(each, at));
    if (mark === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    if (plain !== "") parts.push({ text: plain, isMention: false });
    parts.push({ text: mark, isMention: true });
    plain = "";
    at += mark.length;
  }
  return plain === "" ? parts : [...parts, { text: plain, isMention: false }];
}
