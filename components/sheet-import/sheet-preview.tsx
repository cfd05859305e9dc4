"use client";

/** Shows what files of cash sheets would change, day by day, before anything is stored. */
import { useLocale, useTranslations } from "next-intl";
import type { ImportedSheets } from "@/lib/contracts/sheet-import";
import { formatBusinessDate } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";

type SheetPreviewProps = { result: ImportedSheets; working: boolean; onStore: () => void };

export function SheetPreview({ result, working, onStore }: SheetPreviewProps) {
  const t = useTranslations("sheet-import");
  const language = useLocale();
  const { added, changed, unchanged, days, sheets, lines, questions } = result;
  const stores = added + changed;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 px-edge py-4">
        <div className="min-w-0 flex-1">
          <p className="text-md font-semibold">
            {stores === 0 ? t("nothing-new") : t("would-store", { count: stores })}
          </p>
          <p className="text-ink-2">
            {t("read", { sheets, lines })} {t("outcomes", { added, changed, unchanged })}
          </p>
        </div>
        {stores > 0 && questions.length === 0 && (
          <Button kind="do" working={working && t("storing")} onClick={onStore}>
            {t("store", { count: stores })}
          </Button>
        )}
      </div>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("days")}>
        <table className="ledger">
          <caption className="sr-only">{t("days")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("centre")}</th>
              <th scope="col">{t("date")}</th>
              <th scope="col">{t("outcome")}</th>
              <th scope="col" className="num max-sm:hidden">
                {t("lines")}
              </th>
              <th scope="col" className="num">
                {t("expected")}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t("file")}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={`${day.centreId} ${day.businessDate}`}>
                <th scope="row">
                  {day.centreName} <span className="text-ink-3">{day.centreId}</span>
                </th>
                <td>{formatBusinessDate(day.businessDate, language, "short")}</td>
                <td className="whitespace-normal">
                  {t(`of.${day.outcome}`)}
                  {day.state !== "open" && day.outcome === "changed" && (
                    <span className="block text-xs text-ink-2">{t("signed")}</span>
                  )}
                </td>
                <td className="num max-sm:hidden">{day.lines}</td>
                <td className="money">
                  <Amount minor={day.expectedMinor} currency={day.currency} />{" "}
                  <span className="text-xs text-ink-3">{day.currency}</span>
                </td>
                <td className="wrap-anywhere whitespace-normal max-sm:hidden">{day.file}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {days.length < sheets && (
        <p className="px-edge py-3 text-ink-2">{t("more-days", { count: sheets - days.length })}</p>
      )}
    </>
  );
}
