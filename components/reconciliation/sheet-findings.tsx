"use client";

/** Lists what a cash sheet leaves in doubt, with what that means for the figures. */
import { useLocale, useTranslations } from "next-intl";
import type { SheetFinding } from "@/lib/contracts/cash-sheet";
import { formatDifference, formatMoney } from "@/lib/domain/format";
import { Notice } from "../ui/notice";

type SheetFindingsProps = { findings: readonly SheetFinding[]; currency?: string };

export function SheetFindings({ findings, currency = "" }: SheetFindingsProps) {
  const t = useTranslations("findings");
  const language = useLocale();
  if (findings.length === 0) return null;
  const formatFigure = (kind: SheetFinding["kind"], minor: number | undefined) => {
    if (minor === undefined) return "";
    const format = kind === "difference-differs" ? formatDifference : formatMoney;
    return format(minor, currency, language);
  };
  return (
    <Notice kind="warn" title={t("title", { count: findings.length })}>
      <ul>
        {findings.map(({ kind, shiftId, tillId, name, detail, figures }) => (
          <li key={`${kind} ${shiftId} ${tillId} ${name} ${detail}`}>
            {t("place", { shift: shiftId, till: tillId })}{" "}
            {t(kind, {
              name: name ?? t("no-name"),
              detail: detail ?? "",
              cashrec: formatFigure(kind, figures?.cashrecMinor),
              ours: formatFigure(kind, figures?.oursMinor),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
