"use client";

/** Lists what is wrong in a file, by row and column, in the language of the page. */
import { useTranslations } from "next-intl";

const ROWS_SHOWN_MAX = 100;

export type RejectedRow = { row: number; column: string | null; reason: string };

export function RejectedRows({ heading, rows }: { heading: string; rows: RejectedRow[] }) {
  const t = useTranslations("file-import.rejected-rows");
  const shown = rows.slice(0, ROWS_SHOWN_MAX);
  return (
    <div role="alert">
      <p className="mb-2 font-medium">{heading}</p>
      <table className="ledger">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, column, reason }, at) => (
            <tr key={at}>
              <td>{row}</td>
              <td>{column ?? ""}</td>
              <td className="wrap-anywhere whitespace-normal">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <p className="mt-2 text-sm text-ink-2">
          {t("more", { count: rows.length - shown.length })}
        </p>
      )}
    </div>
  );
}
