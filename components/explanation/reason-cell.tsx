"use client";

/** Shows in one cell why a line is as it is, or what remains to be explained or done. */
import { useTranslations } from "next-intl";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { findNeed } from "@/lib/domain/workflow/outstanding";
import { useReasonText } from "../reason/use-reason-text";

type ReasonCellProps = { line: LineRow; recount?: boolean };

export function ReasonCell({ line, recount }: ReasonCellProps) {
  const t = useTranslations("reason.column");
  if (recount === true) return <span className="text-uncounted">{t("recount")}</span>;
  if (line.reason !== null) return <ReasonText code={line.reason} />;
  const need = findNeed(line);
  if (need === "nothing") return null;
  return (
    <span className="text-uncounted">{t(need === "waiver" ? "unwaived" : "unexplained")}</span>
  );
}

/** It is a component of its own, because most lines have none, and a table has many lines. */
function ReasonText({ code }: { code: string }) {
  const reasonText = useReasonText();
  return <span className="text-ink-2">{reasonText(code)}</span>;
}
