"use client";

/**
 * Shows what a check found: that every link is intact, or the first that is not and what that
 * means.
 */
import { useTranslations } from "next-intl";
import type { VerificationResult } from "@/lib/contracts/audit";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

type VerificationNoticeProps = { result: VerificationResult; onShow: (entry: number) => void };

export function VerificationNotice({ result, onShow }: VerificationNoticeProps) {
  const t = useTranslations("audit.proof");
  const { firstBroken, entries, archivedEntries, complete, witnesses } = result;
  const isWhole = complete && witnesses.every(({ failure }) => failure === null);
  if (firstBroken === null) {
    return (
      <Notice kind={isWhole ? "info" : "warn"} title={t("holds", { count: entries })}>
        <p>{t(complete ? "holds-hint" : "incomplete")}</p>
        {archivedEntries > 0 && <p>{t("archived", { count: archivedEntries })}</p>}
        <Reports witnesses={witnesses} />
      </Notice>
    );
  }
  const { id, fault } = firstBroken;
  return (
    <Notice
      kind={fault === "archived" ? "warn" : "error"}
      title={t(`faults.${fault}`, { id })}
      action={
        Number(id) > archivedEntries && (
          <Button size="small" onClick={() => onShow(Math.max(1, Number(id)))}>
            {t("show", { id })}
          </Button>
        )
      }
    >
      <p>{fault === "archived" ? t("archived-hint") : t("broken-hint", { count: entries })}</p>
      <Reports witnesses={witnesses} />
    </Notice>
  );
}

function Reports({ witnesses }: Pick<VerificationResult, "witnesses">) {
  const t = useTranslations("audit.witnesses");
  const confirmed = (size: number | null) =>
    size === null ? t("nothing-confirmed") : t("confirmed", { count: size });
  return (
    <ul>
      {witnesses.map(({ kind, name, size, failure }) => (
        <li key={`${kind} ${name}`} className="break-words">
          {t(`kinds.${kind}`, { name })}
          {": "}
          {failure === null ? confirmed(size) : t(`failures.${failure}`)}
        </li>
      ))}
    </ul>
  );
}
