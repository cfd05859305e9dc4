/** Writes what a notice is about in one line, as the inbox and a mail have it. */
import { formatBusinessDate, formatDifference } from "../format";

type Described = {
  kind: string;
  reportName?: string | null;
  centreName: string | null;
  businessDate: string | null;
  line: { shift: string; till: string; tender: string } | null;
  differenceMinor: number | null;
  currency: string | null;
};

/**
 * What the title of a notice says in addition to its kind. The syntax of messages has no hyphens in
 * selectors.
 */
export function titleValues({
  by,
  pattern,
  centreName,
}: {
  by: string | null;
  pattern: string | null;
  centreName: string | null;
}): { by: string; pattern: string; reach: "one" | "many" } {
  const reach = centreName === null ? "many" : "one";
  return { by: by ?? "", pattern: pattern?.replaceAll("-", "_") ?? "other", reach };
}

/** What the reader may not see is absent from the notice, and so from the text. */
export function describeNotice(notice: Described, language: string): string {
  const { reportName, centreName, businessDate, line, differenceMinor, currency } = notice;
  const parts = [
    reportName ?? null,
    centreName,
    businessDate === null ? null : formatBusinessDate(businessDate, language, "short-year"),
    ...(line === null ? [] : [line.shift, line.till, line.tender]),
    differenceMinor === null || currency === null
      ? null
      : `${formatDifference(differenceMinor, currency, language)} ${currency}`,
  ];
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}
