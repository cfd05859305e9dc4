"use client";

/** Why a line is as it is, in one cell; or what is still to be said or done about it. */
import { useTranslations } from "next-intl";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { needOf } from "@/lib/domain/workflow/outstanding";
import { useReasonText } from "../reason/use-reason-text";

type ReasonCellProps = { line: LineRow; recount?: boolean };

export function ReasonCell({ line, recount }: ReasonCellProps) {
  const t = useTranslations("explanation.column");
  if (recount === true) return <span className="text-uncounted">{t("recount")}</span>;
  if (line.reason !== null) return <ReasonText code={line.reason} />;
  const need = needOf(line);
  if (need === "nothing") return null;
  return (
    <span className="text-uncounted">{t(need === "waiver" ? "unwaived" : "unexplained")}</span>
  );
}

/** Apart, because most lines have none, and a table has many lines. */
function ReasonText({ code }: { code: string }) {
  const reasonText = useReasonText();
  return <span className="text-ink-2">{reasonText(code)}</span>;
}
