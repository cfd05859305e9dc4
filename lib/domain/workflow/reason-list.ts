/**
 * Defines the reasons that an organisation offers: the default set, which it may disable, reorder
 * and relabel, and reasons of its own. A code that was ever used keeps its meaning.
 */
import { createCode } from "../create-code";
import type { Language } from "../format";
import type { Verdict } from "../line";
import { NO_REASON, REASONS, type ReasonCode, reasonFits } from "../reason";

/** These verdicts require a reason; a difference within tolerance may have one too. */
export const EXPLAINED_VERDICTS = ["short", "over", "uncounted", "unexpected"] as const;
export type ExplainedVerdict = (typeof EXPLAINED_VERDICTS)[number];

export type OfferedReason = {
  code: string;
  active: boolean;
  verdicts: readonly ExplainedVerdict[];
  /**
   * These are labels of its own, by language; where one is missing, the default label, or any, is
   * shown.
   */
  labels: Partial<Record<Language, string | undefined>>;
};

/** "other" explains nothing by itself, so it requires a text; and it is always offered. */
export const OTHER: ReasonCode = "other";

export function isDefaultReason(code: string): code is ReasonCode {
  return REASONS.some((reason) => reason === code);
}

/** This list is offered where nobody changed anything. */
export function defaultReasons(): OfferedReason[] {
  return REASONS.map((code) => ({
    code,
    active: true,
    labels: {},
    verdicts: EXPLAINED_VERDICTS.filter((verdict) => reasonFits(code, verdict)),
  }));
}

/** Completes a stored list with the defaults that it does not contain yet; "other" stays last. */
export function completeReasons(stored: readonly OfferedReason[]): OfferedReason[] {
  const known = new Set(stored.map(({ code }) => code));
  const all = [...stored, ...defaultReasons().filter(({ code }) => !known.has(code))];
  const others = all.filter(({ code }) => code === OTHER);
  return [...all.filter(({ code }) => code !== OTHER), ...others];
}

export type ListRefusal = "twice" | "other-needed" | "reason-removed" | "no-words";

/** Why `next` can't replace `stored`; null when it can. A reason nobody wants is switched off. */
export function refusalOfList(
  stored: readonly OfferedReason[],
  next: readonly OfferedReason[],
): { refusal: ListRefusal; code: string } | null {
  const codes = next.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) return { refusal: "twice", code: twice };
  const removed = stored.find(({ code }) => !codes.includes(code));
  if (removed !== undefined) return { refusal: "reason-removed", code: removed.code };
  const other = next.find(({ code }) => code === OTHER);
  const always = EXPLAINED_VERDICTS.every((verdict) => other?.verdicts.includes(verdict));
  if (other?.active !== true || !always) return { refusal: "other-needed", code: OTHER };
  const mute = next.find(
    ({ code, labels }) => !isDefaultReason(code) && Object.values(labels).every((text) => !text),
  );
  return mute === undefined ? null : { refusal: "no-words", code: mute.code };
}

/**
 * Lists them in the order of the list. Within tolerance, whatever explains a difference is offered.
 */
export function listOfferedReasons(
  list: readonly OfferedReason[],
  verdict: Verdict,
): OfferedReason[] {
  return list.filter((reason) => reason.active && offersFor(reason, verdict));
}

function offersFor({ verdicts }: OfferedReason, verdict: Verdict): boolean {
  if (verdict === "matched") return false;
  if (verdict === "within-tolerance")
    return verdicts.includes("short") || verdicts.includes("over");
  return verdicts.includes(verdict);
}

/** Returns the reason's own label, the default label, any other label of its own, or null. */
export function findReasonText(
  reason: OfferedReason | undefined,
  language: Language,
  usual: string | null,
): string | null {
  const labels = reason?.labels ?? {};
  return labels[language] ?? usual ?? Object.values(labels).find(Boolean) ?? null;
}

/**
 * Creates a code from the text of a reason: letters, digits and hyphens, and none of those taken.
 */
export function createReasonCode(text: string, taken: readonly string[]): string {
  return createCode(text, "reason", (code) => code === NO_REASON || taken.includes(code));
}
