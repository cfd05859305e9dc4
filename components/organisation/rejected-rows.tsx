"use client";

/** Lists what is wrong in a file of the organisation, by row and column. */
import { useTranslations } from "next-intl";
import type { ImportedOrganisation } from "@/lib/contracts/organisation";

const ROWS_SHOWN_MAX = 100;

export function RejectedRows({ rejected }: { rejected: ImportedOrganisation["rejected"] }) {
  const t = useTranslations("organisation.import");
  const shown = rejected.slice(0, ROWS_SHOWN_MAX);
  return (
    <div role="alert">
      <p className="mb-2 font-medium">{t("rejected", { count: rejected.length })}</p>
      <table className="ledger">
        <caption className="sr-only">{t("rejected-caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, column, code, facts }, at) => (
            <tr key={at}>
              <td>{row}</td>
              <td>{column ?? ""}</td>
              <td className="wrap-anywhere whitespace-normal">{t(`reasons.${code}`, { facts })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rejected.length > shown.length && (
        <p className="mt-2 text-sm text-ink-2">
          {t("more", { count: rejected.length - shown.length })}
        </p>
      )}
    </div>
  );
}
