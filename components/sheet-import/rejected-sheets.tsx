"use client";

/** Lists why files of cash sheets were refused, with the row or the path of each fault. */
import { useTranslations } from "next-intl";
import type { RejectedSheet } from "@/lib/contracts/sheet-import";
import { Notice } from "../ui/notice";

const SHOWN_MAX = 500;

type RejectedSheetsProps = { rejected: readonly RejectedSheet[]; rejectedMore: number };

export function RejectedSheets({ rejected, rejectedMore }: RejectedSheetsProps) {
  const t = useTranslations("sheet-import");
  const shown = rejected.slice(0, SHOWN_MAX);
  const hidden = rejected.length - shown.length + rejectedMore;
  return (
    <>
      <Notice kind="error" title={t("rejected", { count: rejected.length + rejectedMore })}>
        {t("rejected-hint")}
      </Notice>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("faults")}>
        <table className="ledger">
          <caption className="sr-only">{t("faults")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("file")}</th>
              <th scope="col" className="num">
                {t("row")}
              </th>
              <th scope="col">{t("place")}</th>
              <th scope="col">{t("reason")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ file, row, path, code, value }) => (
              <tr key={`${file} ${row} ${path} ${code} ${value}`}>
                <th scope="row" className="wrap-anywhere whitespace-normal">
                  {file}
                </th>
                <td className="num">{row}</td>
                <td className="wrap-anywhere whitespace-normal">
                  {path !== null && <code className="font-mono text-xs">{path}</code>}
                </td>
                <td className="whitespace-normal">{t(`fault.${code}`, { value })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && <p className="px-edge py-3 text-ink-2">{t("more", { count: hidden })}</p>}
    </>
  );
}
