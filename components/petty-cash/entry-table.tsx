"use client";

/** Lists the entries of a period, the latest first, each with the balance after it. */
import { useLocale, useTranslations } from "next-intl";
import { approveEntries } from "@/lib/client/petty-cash";
import type { FundEntryView, PettyCash } from "@/lib/contracts/petty-cash";
import { formatBusinessDate } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Icon } from "../ui/icon";
import { LedgerTable } from "../ui/ledger-table";
import { Notice } from "../ui/notice";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { useEntryTitle, useExpenseTypeName, useFundProblem } from "./fund-text";
import type { FundRights } from "./fund-rights";
import { useFundChange } from "./use-fund-change";

type EntryTableProps = {
  fund: PettyCash;
  rights: FundRights;
  onOpen: (entry: FundEntryView) => void;
};

export function EntryTable({ fund, rights, onOpen }: EntryTableProps) {
  const t = useTranslations("petty-cash");
  const { entries, isBlind } = fund;
  return (
    <section aria-labelledby="entries" className="border-t border-rule">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-edge py-3">
        <h2 id="entries" className="flex-1">
          {t("entries")}
        </h2>
        <ApproveAll fund={fund} rights={rights} />
      </div>
      {entries.length === 0 ? (
        <EmptyState
          title={t("no-entries")}
          hint={rights.mayRecord && fund.period === null ? t("no-entries-hint") : undefined}
        />
      ) : (
        <LedgerTable caption={t("entries-caption", { centre: fund.centreName })}>
          <thead>
            <tr>
              <th scope="col" className={STAYS_IN_LEDGER}>
                {t("date")}
              </th>
              <th scope="col">{t("what")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("type")}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t("state")}
              </th>
              <th scope="col" className="num">
                {t("amount")}
              </th>
              {!isBlind && (
                <th scope="col" className="num max-sm:hidden">
                  {t("balance")}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.number} {...{ fund, entry, onOpen }} />
            ))}
          </tbody>
        </LedgerTable>
      )}
    </section>
  );
}

type RowProps = { fund: PettyCash; entry: FundEntryView; onOpen: EntryTableProps["onOpen"] };

function Row({ fund, entry, onOpen }: RowProps) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const titleOf = useEntryTitle();
  const typeName = useExpenseTypeName(fund.expenseTypes.types);
  const { currency, isBlind } = fund;
  const isReversed = entry.reversedBy !== null;
  return (
    <tr>
      <td className={`${STAYS_IN_LEDGER} whitespace-nowrap`}>
        {formatBusinessDate(entry.businessDate, language, "short")}
      </td>
      <th scope="row">
        <Button kind="bare" size="small" className="!px-0" onClick={() => onOpen(entry)}>
          <span className={isReversed ? "line-through" : "whitespace-normal text-left"}>
            {titleOf(entry)}
          </span>
          {entry.photoId !== null && <Icon name="camera" />}
          <span className="sr-only">{t("open-entry", { number: entry.number })}</span>
        </Button>
        <p className="text-xs text-ink-3 sm:hidden">{stateText(entry, t)}</p>
      </th>
      <td className="max-sm:hidden">{typeName(entry.expenseType)}</td>
      <td className="max-sm:hidden">{stateText(entry, t)}</td>
      <td className="money">
        <Amount minor={entry.amountMinor} currency={currency} />
      </td>
      {!isBlind && (
        <td className="money max-sm:hidden">
          <Amount minor={entry.balanceMinor} currency={currency} />
        </td>
      )}
    </tr>
  );
}

type Translate = ReturnType<typeof useTranslations<"petty-cash">>;

function stateText(entry: FundEntryView, t: Translate): string {
  if (entry.reversedBy !== null) return t("reversed-by", { number: entry.reversedBy });
  if (entry.waits) return t("waits");
  return entry.approved === null ? t("no-approval-needed") : t("approved");
}

function ApproveAll({ fund, rights }: { fund: PettyCash; rights: FundRights }) {
  const t = useTranslations("petty-cash");
  const numbers = fund.entries.filter((entry) => entry.isApprovable).map(({ number }) => number);
  const change = useFundChange((sent: number[]) => approveEntries(fund.centreId, sent), {
    done: t("approved-toast"),
    onDone: () => undefined,
  });
  const problem = useFundProblem(change.error);
  if (fund.waiting === 0 || fund.period !== null) return null;
  return (
    <>
      <p role="status" className="text-ink-2">
        {t("waiting", { count: fund.waiting })}
      </p>
      {numbers.length > 0 && (
        <Button working={change.isPending && t("saving")} onClick={() => change.mutate(numbers)}>
          {t("approve-all", { count: numbers.length })}
        </Button>
      )}
      {rights.mayApprove && numbers.length === 0 && (
        <p className="text-sm text-ink-3">{t("own-waiting")}</p>
      )}
      {problem !== null && <Notice kind="error" title={problem} className="basis-full" />}
    </>
  );
}
