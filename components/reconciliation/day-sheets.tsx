"use client";

/** Lists the versions of the cash sheet and, for those who may see it, each as Cashrec sent it. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DayKey } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { Button } from "../ui/button";
import { useInstantText } from "../ui/instant";
import { lazyOverlay } from "../ui/lazy-overlay";

const RawSheet = lazyOverlay(() => import("./raw-sheet").then((viewer) => viewer.RawSheet));

type DaySheetsProps = { day: DayDetail; dayKey: DayKey; mayRaw: boolean };

export function DaySheets({ day, dayKey, mayRaw }: DaySheetsProps) {
  const t = useTranslations("day.sheets");
  const instant = useInstantText();
  const [open, setOpen] = useState<number | null>(null);
  const shown = day.sheetVersions.find(({ version }) => version === open);
  return (
    <section aria-labelledby="day-sheets">
      <h2 id="day-sheets" className="pt-6 pb-2">
        {t("title")}
      </h2>
      {day.sheetVersions.length === 0 ? (
        <p className="border-t border-rule-strong py-2 text-ink-2">{t("none")}</p>
      ) : (
        <table className="ledger [&_tr>:first-child]:pl-0 [&_tr>:last-child]:pr-0">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("version")}</th>
              <th scope="col">{t("fetched")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("hash")}
              </th>
              {mayRaw && (
                <th scope="col" className="no-print">
                  <span className="sr-only">{t("raw")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {day.sheetVersions.map(({ version, fetchedAt, hash, isThinned, file }) => (
              <tr key={version}>
                <th scope="row">{version}</th>
                <td>
                  <time dateTime={fetchedAt}>{instant(fetchedAt, "short")}</time>
                  {hash === null && <span className="block text-xs text-ink-2">{t("gone")}</span>}
                  {isThinned && <span className="block text-xs text-ink-2">{t("thinned")}</span>}
                  {file !== null && (
                    <span className="block text-xs wrap-anywhere text-ink-2" title={file.hash}>
                      {t("imported", { file: file.name, by: file.by })}
                    </span>
                  )}
                </td>
                <td className="max-sm:hidden">
                  {hash !== null && (
                    <code className="font-mono text-xs text-ink-3" title={hash}>
                      {hash.slice(0, 4)} {hash.slice(4, 8)}
                    </code>
                  )}
                </td>
                {mayRaw && (
                  <td className="no-print text-right!">
                    {hash !== null && (
                      <Button
                        kind="bare"
                        size="small"
                        aria-label={t("show-raw", { version })}
                        onClick={() => setOpen(version)}
                      >
                        {t("show")}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown !== undefined && (
        <RawSheet open onOpenChange={() => setOpen(null)} dayKey={dayKey} shown={shown} />
      )}
    </section>
  );
}
