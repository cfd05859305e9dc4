"use client";

/** Says, at the end of the list, which entries are in an archive. */
import { useTranslations } from "next-intl";
import type { AuditList } from "@/lib/contracts/audit";
import { useInstantText } from "../ui/instant";

export function ArchiveNotice({ archive }: Pick<AuditList, "archive">) {
  const t = useTranslations("audit");
  const text = useInstantText();
  if (archive === null) return null;
  const { id, hash, lastAt } = archive;
  return (
    <p className="max-w-[75ch] px-edge py-4 text-sm wrap-anywhere text-ink-2">
      {t("archived", { id, hash, at: text(lastAt, "long") })}
    </p>
  );
}
