"use client";

/** Tells why the reader can't make a move, and who can. */
import { useFormatter, useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { MoveName } from "@/lib/domain/workflow/workflow";

type MayNot = NonNullable<DayDetail["may"][MoveName]>;

export function useRefusalText(): (move: MoveName, refusal: MayNot, day: DayDetail) => string {
  const t = useTranslations("workflow");
  const format = useFormatter();
  return (move, { reason, people = [] }, day) => {
    const names = format.list(people, { type: "disjunction" });
    const why = t(`refusals.${reason}`, {
      unexplained: day.unexplainedLines,
      uncounted: day.unwaivedLines,
      recounts: day.recountLines,
      approvals: day.approvalLines,
      till: day.monthLimits[0]?.tillName ?? day.monthLimits[0]?.tillId ?? "",
      move: t(`verbs.${move}`),
    });
    if (people.length === 0) return why;
    return `${why} ${t("who-can", { people: names })}`;
  };
}
