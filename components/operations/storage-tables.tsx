"use client";

/** Shows how large the database, its largest tables and the attached files are. */
import { useLocale, useTranslations } from "next-intl";
import type { StorageSizes } from "@/lib/contracts/operations";
import { formatBytes } from "@/lib/domain/format-bytes";
import { useInstantText } from "../ui/instant";
import { OperationsSection, OperationsTable } from "./operations-section";

export function StorageTables({ storage }: { storage: StorageSizes | null }) {
  const t = useTranslations("operations.storage");
  const instant = useInstantText();
  const language = useLocale();
  const number = new Intl.NumberFormat(language);
  const size = (bytes: number) => formatBytes(bytes, language);
  if (storage === null) {
    return (
      <OperationsSection title={t("title")} about={<p>{t("unknown")}</p>}>
        {null}
      </OperationsSection>
    );
  }
  const { measuredAt, databaseBytes, walBytes, tables, attachments } = storage;
  return (
    <OperationsSection
      title={t("title")}
      about={
        <>
          <p>
            {t("database", { size: size(databaseBytes) })}{" "}
            {walBytes === null ? t("wal-unknown") : t("wal", { size: size(walBytes) })}{" "}
            {t("attachments", { count: attachments.files, size: size(attachments.bytes) })}
          </p>
          <p>{t("measured", { at: instant(measuredAt, "short") })}</p>
        </>
      }
    >
      <OperationsTable
        caption={t("tables")}
        columns={[
          { label: t("table") },
          { label: t("rows"), isNumber: true },
          { label: t("size"), isNumber: true },
        ]}
      >
        {tables.map(({ name, bytes, rows }) => (
          <tr key={name}>
            <th scope="row" className="font-mono text-xs break-all whitespace-normal">
              {name}
            </th>
            <td className="num">{rows === null ? t("rows-unknown") : number.format(rows)}</td>
            <td className="num">{size(bytes)}</td>
          </tr>
        ))}
      </OperationsTable>
    </OperationsSection>
  );
}
