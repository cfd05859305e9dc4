/** What stands between a draft of a field map and being saved. */
import type { ProposalQuestion, TriedResult, TrialResult } from "@/lib/contracts/field-map-trial";
import type { Draft } from "./use-trial";

type ResponseQuestion = TriedResult["questions"][number];

export type OpenItem =
  | { key: string; from: "response"; question: ResponseQuestion }
  | { key: string; from: "proposal"; question: ProposalQuestion };

/** Each question once, and none that the draft has settled meanwhile. */
export function listOpenItems(draft: Draft, result: TrialResult): OpenItem[] {
  const questions = result.responses.flatMap((each) => each.questions);
  const mapped = result.responses.flatMap((each) => each.mapped);
  const settled = new Set([...questions, ...mapped].map(({ path }) => path));
  const items: OpenItem[] = questions.map((question) => ({
    key: question.id,
    from: "response",
    question,
  }));
  for (const question of draft.questions) {
    if (isSettled(question, { draft, result, settled })) continue;
    const key = JSON.stringify(question);
    items.push({ key, from: "proposal", question });
  }
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

type Around = { draft: Draft; result: TrialResult; settled: ReadonlySet<string> };

function isSettled({ kind, path, facts }: ProposalQuestion, at: Around): boolean {
  const { draft, result, settled } = at;
  if (typeof facts.field === "string" && draft.changed.has(facts.field)) return true;
  // The responses ask the same, whatever the proposal says of it.
  const isAsked = (other: ResponseQuestion["kind"]) =>
    result.responses.some(({ questions }) => questions.some((each) => each.kind === other));
  if (kind === "unknown-scale") return isAsked("whole-amounts") || draft.changed.has("scale");
  if (kind === "not-found" && facts.field === "tillId" && isAsked("assumed-till")) return true;
  if (kind === "unread") return result.responses.every(({ problem }) => problem === null);
  if (kind === "does-not-add-up") {
    return result.tendersAddUp.of > 0 && result.tendersAddUp.matched === result.tendersAddUp.of;
  }
  return kind.startsWith("unknown-") && settled.has(path);
}

export function listProblems({ responses }: TrialResult): string[] {
  return [...new Set(responses.flatMap(({ problem }) => problem ?? []))];
}
