"use client";

/** Shows what the last comparison of attached files with the database has found. */
import { useLocale, useTranslations } from "next-intl";
import type { FileCheck } from "@/lib/contracts/operations";
import { formatBytes } from "@/lib/domain/format-bytes";
import { formatBusinessDate } from "@/lib/domain/format";
import { Icon } from "../ui/icon";
import { useInstantText } from "../ui/instant";
import { OperationsSection } from "./operations-section";

export function StoredFiles({ check }: { check: FileCheck | null }) {
  const t = useTranslations("operations.files");
  const instant = useInstantText();
  const language = useLocale();
  if (check === null) {
    return (
      <OperationsSection id="stored-files" title={t("title")} about={<p>{t("not-yet")}</p>}>
        {null}
      </OperationsSection>
    );
  }
  const { kind, checkedAt, files, bytes, swept, missing, examples } = check;
  return (
    <OperationsSection
      id="stored-files"
      title={t("title")}
      about={
        <>
          <p>{t(`kinds.${kind}`, { count: files, size: formatBytes(bytes, language) })}</p>
          <p>{t("checked", { at: instant(checkedAt, "short"), count: swept })}</p>
        </>
      }
    >
      <p className="flex items-start gap-2 px-edge">
        <Icon
          name={missing === 0 ? "check" : "warn"}
          className={`mt-0.5 size-4 ${missing === 0 ? "text-matched" : "text-uncounted"}`}
        />
        {t("missing", { count: missing })}
      </p>
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
