"use client";

/** Shows what the last comparison of attached files with the database has found. */
import { useLocale, useTranslations } from "next-intl";
import type { FileCheck } from "@/lib/contracts/operations";
import { formatBytes } from "@/lib/domain/format-bytes";
import { formatBusinessDate } from "@/lib/domain/format";
import { useInstantText } from "../ui/instant";
import { OperationsFinding, OperationsSection } from "./operations-section";

export function StoredFiles({ check }: { check: FileCheck | null }) {
  const t = useTranslations("operations.files");
  const instant = useInstantText();
  const language = useLocale();
  if (check === null) {
    return (
      <OperationsSection title={t("title")} about={<p>{t("not-yet")}</p>}>
        {null}
      </OperationsSection>
    );
  }
  const { kind, checkedAt, files, bytes, swept, missing, examples } = check;
  return (
    <OperationsSection
      title={t("title")}
      about={
        <>
          <p>{t(`kinds.${kind}`, { count: files, size: formatBytes(bytes, language) })}</p>
          <p>{t("checked", { at: instant(checkedAt, "short"), count: swept })}</p>
        </>
      }
    >
      <OperationsFinding isGood={missing === 0} text={t("missing", { count: missing })} />
      {examples.length > 0 && (
        <ul className="list-disc px-edge pl-12 text-sm">
          {examples.map(({ centreId, businessDate, fileName }, at) => (
            <li key={at} className="wrap-anywhere">
              {[
                fileName,
                centreId,
                businessDate === null ? null : formatBusinessDate(businessDate, language, "short"),
              ]
                .filter(Boolean)
                .join(", ")}
            </li>
          ))}
        </ul>
      )}
    </OperationsSection>
  );
}
