"use client";

/** Shows what a batch would post by account, or what has no account yet. */
import { useTranslations } from "next-intl";
import type { JournalPreview, Unmapped } from "@/lib/contracts/journal";
import type { BatchEntity } from "@/lib/domain/journal/series";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { Notice } from "../ui/notice";
import { usePartText } from "./use-part-text";

type JournalPreviewPanelProps = {
  preview: JournalPreview;
  /** Null for centres without a legal entity. */
  entity: BatchEntity | null;
  mayPost: boolean;
  working: string | false;
  onPost: () => void;
};

export function JournalPreviewPanel(props: JournalPreviewPanelProps) {
  const { preview, entity, mayPost, working, onPost } = props;
  const { entries, reversals, openDays, waitingDays } = preview;
  const { unmapped, unmappedCount, ownMapping } = preview;
  const t = useTranslations("journal");
  const isNothing = entries + reversals === 0;
  const isReady = !isNothing && unmappedCount === 0;
  return (
    <section aria-labelledby="preview" className="border-t border-rule pb-4">
      <div className="flex flex-wrap items-center gap-3 px-edge py-3">
        <h2 id="preview">
          {entity === null ? t("next-batch") : t("next-batch-of", { entity: entity.name })}
        </h2>
        <p role="status" className="flex-1 text-ink-2 max-sm:basis-full">
          {isNothing ? t("nothing") : t("would-post", { entries, reversals })}{" "}
          {openDays > 0 && t("open-days", { count: openDays })}
        </p>
        {mayPost && isReady && !ownMapping && (
          <Button kind="do" working={working} onClick={onPost}>
            {t("post")}
          </Button>
        )}
      </div>
      {waitingDays > 0 && <Notice kind="info" title={t("waiting", { count: waitingDays })} />}
      {isReady && mayPost && ownMapping && <Notice kind="info" title={t("own-mapping")} />}
      {unmappedCount > 0 && (
        <>
          <Notice
            kind="warn"
            title={
              entity === null
                ? t("unmapped", { count: unmappedCount })
                : t("unmapped-of", { count: unmappedCount, entity: entity.name })
            }
          />
          <UnmappedTable unmapped={unmapped} entity={entity} />
        </>
      )}
      {unmappedCount === 0 && preview.totals.length > 0 && <TotalsTable totals={preview.totals} />}
    </section>
  );
}

type UnmappedTableProps = { unmapped: Unmapped[]; entity: BatchEntity | null };

function UnmappedTable({ unmapped, entity }: UnmappedTableProps) {
  const t = useTranslations("journal");
  const purposeText = useTranslations("journal.purposes");
  const partText = usePartText();
  return (
    <div className="wide-table">
      <table className="ledger">
        <caption className="sr-only">{t("unmapped-caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("purpose")}</th>
            <th scope="col">{t("part")}</th>
            <th scope="col" className="num">
              {t("days")}
            </th>
            <th scope="col">
              <span className="sr-only">{t("action")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {unmapped.map((item) => (
            <tr key={Object.values(item).join(" ")}>
              <th scope="row">{purposeText(item.purpose)}</th>
              <td>{partText.unmapped(item)}</td>
              <td className="num">{item.days}</td>
              <td className="money">
                <PrefetchOnHoverLink href={mappingHref(item, entity)}>
                  {t("choose")}
                </PrefetchOnHoverLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The form opens with the widest part that is usually posted by itself. */
function mappingHref(
  { purpose, tenderId, tenderKind, label }: Unmapped,
  entity: BatchEntity | null,
): string {
  const query = new URLSearchParams({ purpose });
  if (entity !== null) query.set("entity", entity.id);
  if (label !== null) {
    query.set("kind", "label");
    query.set("value", label);
  } else if (purpose === "settlement" || purpose === "sales") {
    query.set("kind", tenderKind === null ? "tender" : "kind");
    query.set("value", tenderKind ?? tenderId);
  }
  return `/settings/journal?${query.toString()}`;
}

function TotalsTable({ totals }: Pick<JournalPreview, "totals">) {
  const t = useTranslations("journal");
  return (
    <div className="wide-table">
      <table className="ledger">
        <caption className="sr-only">{t("totals-caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("account")}</th>
            <th scope="col" className="num">
              {t("debit")}
            </th>
            <th scope="col" className="num">
              {t("credit")}
            </th>
            <th scope="col">{t("currency")}</th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ account, currency, debitMinor, creditMinor }) => (
            <tr key={`${currency} ${account}`}>
              <th scope="row">{account}</th>
              <td className="money">
                {debitMinor !== 0 && <Amount minor={debitMinor} currency={currency} />}
              </td>
              <td className="money">
                {creditMinor !== 0 && <Amount minor={creditMinor} currency={currency} />}
              </td>
              <td>{currency}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
