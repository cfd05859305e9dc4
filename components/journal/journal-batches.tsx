"use client";

/** Lists the batches that were posted, and downloads one in the layout of a program. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { batchFileAddress } from "@/lib/client/journal";
import type { JournalBatch } from "@/lib/contracts/journal";
import { JOURNAL_FORMATS, type JournalFormatName } from "@/lib/domain/journal/formats/names";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";
import { useDownload } from "../export/use-download";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { useInstantText } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

export function JournalBatches({ batches }: { batches: JournalBatch[] }) {
  const t = useTranslations("journal");
  const formatText = useTranslations("journal.formats");
  const toast = useToast();
  const [format, setFormat] = useState<JournalFormatName>("csv");
  const { download, start } = useDownload((name) => toast(t("downloaded", { name })));
  if (batches.length === 0) return <EmptyState title={t("none")} hint={t("none-hint")} />;
  return (
    <section aria-labelledby="batches" className="border-t border-rule pb-6">
      <div className="flex flex-wrap items-end gap-3 px-edge py-3">
        <h2 id="batches" className="flex-1">
          {t("batches")}
        </h2>
        <Field label={t("layout")} className="no-print w-56">
          {(control) => (
            <Select
              {...control}
              value={format}
              onChange={({ target }) => {
                const chosen = JOURNAL_FORMATS.find((name) => name === target.value);
                if (chosen !== undefined) setFormat(chosen);
              }}
            >
              {JOURNAL_FORMATS.map((name) => (
                <option key={name} value={name}>
                  {formatText(name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <ProblemNotice
        error={
          download.phase === "failed" && download.error instanceof Error ? download.error : null
        }
      />
      <table className="ledger">
        <caption className="sr-only">{t("batches")}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t("number")}
            </th>
            <th scope="col">{t("period")}</th>
            <th scope="col" className="num">
              {t("entries")}
            </th>
            <th scope="col" className="num">
              {t("reversals")}
            </th>
            <th scope="col" className="num max-sm:hidden">
              {t("total")}
            </th>
            <th scope="col" className="max-md:hidden">
              {t("who")}
            </th>
            <th scope="col">
              <span className="sr-only">{t("action")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <BatchRow
              key={batch.number}
              batch={batch}
              busy={download.phase === "running"}
              onDownload={() => start(batchFileAddress(batch.number, format))}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type BatchRowProps = { batch: JournalBatch; busy: boolean; onDownload: () => void };

function BatchRow({ batch, busy, onDownload }: BatchRowProps) {
  const { number, from, to, entries, reversals, totals, postedBy, postedAt } = batch;
  const t = useTranslations("journal");
  const language = useLocale();
  const instant = useInstantText();
  const date = formatBusinessDate(to, language, "range-part");
  return (
    <tr>
      <th scope="row" className="num">
        {number}
      </th>
      <td>{from === null ? t("until", { date }) : formatDateRange(from, to, language)}</td>
      <td className="num">{entries}</td>
      <td className="num">{reversals}</td>
      <td className="money max-sm:hidden">
        {totals.map(({ currency, debitMinor }) => (
          <span key={currency} className="block">
            <Amount minor={debitMinor} currency={currency} withCurrency />
          </span>
        ))}
      </td>
      <td className="max-md:hidden">
        {postedBy}, {instant(postedAt, "short")}
      </td>
      <td className="money">
        <Button
          kind="bare"
          size="small"
          disabled={busy}
          aria-label={t("download-one", { number })}
          onClick={onDownload}
        >
          {t("download")}
        </Button>
      </td>
    </tr>
  );
}
