"use client";

/**
 * Lists every row that can't be read, with its column and reason, so that the file can be
 * corrected.
 */
import { useLocale, useTranslations } from "next-intl";
import type { RejectedRow } from "@/lib/contracts/till-count";
import { formatCount } from "@/lib/domain/format";
import { Notice } from "../ui/notice";

/** More rows do not help whoever corrects them, and make a slow page. */
const SHOWN_MAX = 500;

type RejectedRowsProps = { rows: RejectedRow[]; more: number; fileName: string };

export function RejectedRows({ rows, more, fileName }: RejectedRowsProps) {
  const t = useTranslations("till-count.import");
  const language = useLocale();
  const shown = rows.slice(0, SHOWN_MAX);
  const hidden = rows.length - shown.length + more;
  return (
    <>
      <Notice kind="error" title={t("rejected", { count: rows.length + more })}>
        {t("rejected-hint", { file: fileName })}
      </Notice>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("rejected-rows")}>
        <table className="ledger">
          <caption className="sr-only">{t("rejected-rows")}</caption>
          <thead>
            <tr>
              <th scope="col" className="num w-20">
                {t("row")}
              </th>
              <th scope="col" className="w-40">
                {t("column-head")}
              </th>
              <th scope="col">{t("reason")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((rejected) => (
              <tr key={`${rejected.row} ${rejected.column} ${rejected.code}`}>
                <th scope="row" className="num">
                  {formatCount(rejected.row, language)}
                </th>
                <td>{rejected.column !== null && <code>{rejected.column}</code>}</td>
                <td className="whitespace-normal">
                  <Reason rejected={rejected} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <p className="px-edge py-3 text-ink-2">{t("more-rejected", { count: hidden })}</p>
      )}
    </>
  );
}

function Reason({ rejected }: { rejected: RejectedRow }) {
  const t = useTranslations("till-count.import.fault");
  const { code, value = "", column } = rejected;
  return code === undefined ? rejected.reason : t(code, { value, column: column ?? "" });
}
