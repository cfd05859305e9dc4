"use client";

/** Shows the petty cash fund of one centre, and opens the forms that change it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { fundQuery } from "@/lib/client/petty-cash";
import type { FundEntryView, PettyCash } from "@/lib/contracts/petty-cash";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { CloseDialog } from "./close-dialog";
import { CountFund } from "./count-fund";
import { EntryDialog } from "./entry-dialog";
import { EntryTable } from "./entry-table";
import { ExplainDialog } from "./explain-dialog";
import { FundActions } from "./fund-actions";
import { FundHead } from "./fund-head";
import { FundNotices } from "./fund-notices";
import type { FundForm, FundRights } from "./fund-rights";
import { PeriodList } from "./period-list";
import { ReceiptDialog } from "./receipt-dialog";
import { TransferDialog } from "./transfer-dialog";

type FundPageProps = { centreId: string; period: number | null; rights: FundRights };

export function FundPage({ centreId, period, rights }: FundPageProps) {
  const query = useQuery(fundQuery(centreId, period));
  if (query.isError && query.data === undefined) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) return <Waiting />;
  return <Fund fund={query.data} rights={rights} />;
}

function Waiting() {
  const t = useTranslations("petty-cash");
  return (
    <p role="status" className="px-edge py-8 text-ink-2">
      {t("loading")}
    </p>
  );
}

function Fund({ fund, rights }: { fund: PettyCash; rights: FundRights }) {
  const t = useTranslations("petty-cash");
  const [form, setForm] = useState<FundForm | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const entry = fund.entries.find(({ number }) => number === opened);
  if (fund.settings === null) {
    return (
      <>
        <FundHead fund={fund} rights={rights} />
        <EmptyState
          title={t("no-fund")}
          hint={t(rights.maySetUp ? "no-funds-set-up" : "no-funds-hint")}
        />
      </>
    );
  }
  if (form === "count") return <CountFund fund={fund} onClose={() => setForm(null)} />;
  return (
    <>
      <FundHead fund={fund} rights={rights}>
        {fund.period === null && <FundActions fund={fund} rights={rights} onOpen={setForm} />}
      </FundHead>
      {fund.period === null && <FundNotices fund={fund} rights={rights} onOpen={setForm} />}
      <EntryTable fund={fund} rights={rights} onOpen={({ number }) => setOpened(number)} />
      <PeriodList fund={fund} />
      <Forms fund={fund} rights={rights} form={form} onClose={() => setForm(null)} />
      {entry !== undefined && (
        <OpenedEntry {...{ fund, rights, entry }} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

type OpenedEntryProps = {
  fund: PettyCash;
  rights: FundRights;
  entry: FundEntryView;
  onClose: () => void;
};

function OpenedEntry(props: OpenedEntryProps): ReactNode {
  return <EntryDialog key={props.entry.number} {...props} />;
}

type FormsProps = {
  fund: PettyCash;
  rights: FundRights;
  form: FundForm | null;
  onClose: () => void;
};

function Forms({ fund, rights, form, onClose }: FormsProps): ReactNode {
  if (form === "receipt") return <ReceiptDialog {...{ fund, rights, onClose }} />;
  if (form === "top-up" || form === "return") {
    return <TransferDialog kind={form} {...{ fund, onClose }} />;
  }
  if (form === "explain") return <ExplainDialog {...{ fund, onClose }} />;
  if (form === "close") return <CloseDialog {...{ fund, onClose }} />;
  return null;
}
