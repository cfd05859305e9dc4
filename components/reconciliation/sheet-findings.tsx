"use client";

/** Lists what a cash sheet leaves in doubt, with what that means for the figures. */
import { useTranslations } from "next-intl";
import type { SheetFinding } from "@/lib/contracts/cash-sheet";
import { Notice } from "../ui/notice";

export function SheetFindings({ findings }: { findings: readonly SheetFinding[] }) {
  const t = useTranslations("ui.findings");
  if (findings.length === 0) return null;
  return (
    <Notice kind="warn" title={t("title", { count: findings.length })}>
      <ul>
        {findings.map(({ kind, shiftId, tillId, name, detail }) => (
          <li key={`${kind} ${shiftId} ${tillId} ${name} ${detail}`}>
            {t("place", { shift: shiftId, till: tillId })}{" "}
            {t(kind, { name: name ?? t("no-name"), detail: detail ?? "" })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
