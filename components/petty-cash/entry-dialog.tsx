"use client";

/** Shows everything about one entry, and lets somebody approve or reverse it. */
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { approveEntries, receiptPhotoAddress } from "@/lib/client/petty-cash";
import type { FundEntryView, PettyCash } from "@/lib/contracts/petty-cash";
import { formatBusinessDate } from "@/lib/domain/format";
import { formatPercent } from "@/lib/domain/percent";
import { Amount } from "../money/amount";
import { useReasonText } from "../reason/use-reason-text";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import type { FundRights } from "./fund-rights";
import { useEntryTitle, useExpenseTypeName, useFundProblem } from "./fund-text";
import { ReverseForm } from "./reverse-form";
import { StoredImage } from "../ui/stored-image";
import { useFundChange } from "./use-fund-change";

type EntryDialogProps = {
  fund: PettyCash;
  rights: FundRights;
  entry: FundEntryView;
  onClose: () => void;
};

export function EntryDialog({ fund, rights, entry, onClose }: EntryDialogProps) {
  const t = useTranslations("petty-cash");
  const titleOf = useEntryTitle();
  const [isReversing, setIsReversing] = useState(false);
  const approval = useFundChange((sent: number[]) => approveEntries(fund.centreId, sent), {
    done: t("approved-toast"),
    onDone: onClose,
  });
  const problem = useFundProblem(approval.error);
  const isReversible = rights.mayRecord && entry.reversedBy === null && entry.kind !== "reversal";
  if (isReversing) {
    return <ReverseForm centreId={fund.centreId} entry={entry} onClose={onClose} />;
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("entry-title", { number: entry.number, what: titleOf(entry) })}
      footer={
        <>
          {isReversible && (
            <Button kind="bare" onClick={() => setIsReversing(true)}>
              {t("reverse")}
            </Button>
          )}
          {entry.isApprovable && (
            <Button
              kind="do"
              working={approval.isPending && t("saving")}
              onClick={() => approval.mutate([entry.number])}
            >
              {t("approve")}
            </Button>
          )}
          {!entry.isApprovable && <Button onClick={onClose}>{t("back")}</Button>}
        </>
      }
    >
      <EntryFacts fund={fund} entry={entry} />
      {entry.photoId !== null && <Photo centreId={fund.centreId} id={entry.photoId} />}
      {problem !== null && <Notice kind="error" title={problem} />}
    </Dialog>
  );
}

function EntryFacts({ fund, entry }: { fund: PettyCash; entry: FundEntryView }) {
  const facts = useFacts(fund, entry);
  return (
    <dl className="grid gap-2">
      {facts.map(({ label, value }) => (
        <div key={label} className="grid grid-cols-[130px_1fr] gap-3">
          <dt className="text-ink-3">{label}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Fact = { label: string; value: ReactNode };

function useFacts(fund: PettyCash, entry: FundEntryView): Fact[] {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const typeName = useExpenseTypeName(fund.expenseTypes.types);
  const { currency } = fund;
  const optional = (label: string, value: string | null): Fact[] =>
    value === null || value === "" ? [] : [{ label, value }];
  return [
    { label: t("date"), value: formatBusinessDate(entry.businessDate, language, "long") },
    {
      label: t("amount"),
      value: <Amount minor={entry.amountMinor} currency={currency} withCurrency />,
    },
    ...entry.vat.map(({ ratePpm, vatMinor, grossMinor }) => ({
      label: t("vat-at", { percent: formatPercent(ratePpm, language) }),
      value: (
        <>
          <Amount minor={vatMinor} currency={currency} /> {t("of-gross")}{" "}
          <Amount minor={grossMinor} currency={currency} />
        </>
      ),
    })),
    ...optional(t("type"), typeName(entry.expenseType)),
    ...optional(t("reference"), entry.reference),
    ...(entry.reason === null
      ? []
      : [{ label: t("reason"), value: <ReasonText code={entry.reason} /> }]),
    ...optional(t("note"), entry.text),
    { label: t("paid-by"), value: entry.paidBy },
    {
      label: t("recorded-by"),
      value: (
        <>
          {entry.recordedBy} · <Instant iso={entry.recordedAt} />
        </>
      ),
    },
    ...(entry.approved === null
      ? optional(t("state"), entry.waits ? t("waits") : null)
      : [
          {
            label: t("approved-by"),
            value: (
              <>
                {entry.approved.by} · <Instant iso={entry.approved.at} />
              </>
            ),
          },
        ]),
  ];
}

function ReasonText({ code }: { code: string }) {
  return useReasonText()(code);
}

function Photo({ centreId, id }: { centreId: string; id: string }) {
  const t = useTranslations("petty-cash");
  const address = receiptPhotoAddress(centreId, id);
  return (
    <p className="pt-4">
      <a href={address} target="_blank" rel="noreferrer">
        <StoredImage
          src={address}
          alt={t("photo-of-receipt")}
          className="max-h-80 border border-rule-strong object-contain"
        />
      </a>
    </p>
  );
}
