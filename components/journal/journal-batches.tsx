"use client";

/** Lists the batches that were posted, and downloads one in the layout of a program. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { batchFileAddress } from "@/lib/client/journal";
import type { JournalBatch } from "@/lib/contracts/journal";
import type { BatchEntity } from "@/lib/domain/journal/series";
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
import { EntitySelect } from "./entity-select";

type JournalBatchesProps = {
  batches: JournalBatch[];
  entities: readonly BatchEntity[];
  /** The batches are those of this entity, or of all: "". */
  entityId: string;
  onChooseEntity: (entityId: string) => void;
};

export function JournalBatches(props: JournalBatchesProps) {
  const { batches, entities, entityId, onChooseEntity } = props;
  const t = useTranslations("journal");
  const formatText = useTranslations("journal.formats");
  const toast = useToast();
  const [format, setFormat] = useState<JournalFormatName>("csv");
  const { download, start } = useDownload((name) => toast(t("downloaded", { name })));
  // A batch may be of an entity that the list of today does not have.
  const hasEntities = entities.length > 0 || batches.some(({ entityName }) => entityName !== null);
  if (batches.length === 0 && entityId === "") {
    return <EmptyState title={t("none")} hint={t("none-hint")} />;
  }
  return (
    <section aria-labelledby="batches" className="border-t border-rule pb-6">
      <div className="flex flex-wrap items-end gap-3 px-edge py-3">
        <h2 id="batches" className="flex-1">
          {t("batches")}
        </h2>
        {hasEntities && (
          <Field label={t("entity")} className="no-print w-56">
            {(control) => (
              <EntitySelect
                {...control}
                entities={entities}
                all={t("every-entity")}
                value={entityId}
                onChange={onChooseEntity}
              />
            )}
          </Field>
        )}
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
      {batches.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <div className="wide-table">
          <table className="ledger">
            <caption className="sr-only">{t("batches")}</caption>
            <BatchHead hasEntities={hasEntities} />
            <tbody>
              {batches.map((batch) => (
                <BatchRow
                  key={`${batch.entityId} ${batch.number}`}
                  batch={batch}
                  hasEntities={hasEntities}
                  busy={download.phase === "running"}
                  onDownload={() => start(batchFileAddress(batch, format))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function BatchHead({ hasEntities }: { hasEntities: boolean }) {
  const t = useTranslations("journal");
  return (
    <thead>
      <tr>
        <th scope="col" className="num">
          {t("number")}
        </th>
        {hasEntities && (
          <th scope="col" className="max-sm:hidden">
            {t("entity")}
          </th>
        )}
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
  );
}

type BatchRowProps = {
  batch: JournalBatch;
  hasEntities: boolean;
  busy: boolean;
  onDownload: () => void;
};

function BatchRow({ batch, hasEntities, busy, onDownload }: BatchRowProps) {
  const { entityName, number, from, to, entries, reversals, totals, postedBy, postedAt } = batch;
  const t = useTranslations("journal");
  const language = useLocale();
  const instant = useInstantText();
  const date = formatBusinessDate(to, language, "range-part");
  const owner = entityName ?? <i className="text-ink-2">{t("no-entity")}</i>;
  return (
    <tr>
      <th scope="row" className="num">
        {number}
      </th>
      {hasEntities && <td className="wrap-anywhere max-sm:hidden">{owner}</td>}
      <td>
        {from === null ? t("until", { date }) : formatDateRange(from, to, language)}
        {hasEntities && (
          <span className="block text-xs wrap-anywhere text-ink-3 sm:hidden">{owner}</span>
        )}
      </td>
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
          aria-label={
            entityName === null
              ? t("download-one", { number })
              : t("download-one-of", { number, entity: entityName })
          }
          onClick={onDownload}
        >
          {t("download")}
        </Button>
      </td>
    </tr>
  );
}
