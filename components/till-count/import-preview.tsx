"use client";

/**
 * Shows what a file would change, and its first rows as they were read, before anything is stored.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ImportResult } from "@/lib/contracts/till-count";
import { formatDateRange } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

type ImportPreviewProps = {
  result: ImportResult;
  fileName: string;
  onImport: () => void;
  onOther: () => void;
};

export function ImportPreview({ result, fileName, onImport, onOther }: ImportPreviewProps) {
  const t = useTranslations("till-count.import");
  const language = useLocale();
  const { accepted, unchanged, range, preview = [], ignoredColumns = [] } = result;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 px-edge pb-4">
        <div className="min-w-0 flex-1">
          <p className="text-md font-semibold">
            {accepted === 0 ? t("nothing-new") : t("would-store", { count: accepted })}
          </p>
          <p className="text-ink-2">
            {fileName}
            {range !== undefined && ` · ${formatDateRange(range.from, range.to, language)}`}
            {range !== undefined && ` · ${t("centres", { count: range.centreIds.length })}`}
            {unchanged > 0 && ` · ${t("unchanged", { count: unchanged })}`}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={onOther}>{t("other-file")}</Button>
          {accepted > 0 && (
            <Button kind="do" onClick={onImport} autoFocus>
              {t("import", { count: accepted })}
            </Button>
          )}
        </div>
      </div>
      {ignoredColumns.length > 0 && (
        <Notice kind="info" title={t("ignored", { columns: ignoredColumns.join(", ") })} />
      )}
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("first-rows")}>
        <table className="ledger">
          <caption className="px-edge pt-4 pb-1 font-semibold">{t("first-rows")}</caption>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t("row")}
              </th>
              {(["centre_id", "business_date", "shift_id", "till_id", "tender_id"] as const).map(
                (column) => (
                  <th key={column} scope="col">
                    {t(`column.${column}`)}
                  </th>
                ),
              )}
              <th scope="col" className="num">
                {t("column.counted")}
              </th>
              <th scope="col">{t("currency")}</th>
            </tr>
          </thead>
          <tbody>
            {preview.map((row) => (
              <tr key={row.row}>
                <td className="num text-ink-3">{row.row}</td>
                <td>{row.centreId}</td>
                <td>{row.businessDate}</td>
                <td>{row.shiftId}</td>
                <td>{row.tillId}</td>
                <td>{row.tenderId}</td>
                <td className="money">
                  <Amount minor={row.countedMinor} currency={row.currency} />
                </td>
                <td>{row.currency}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
