"use client";

/** Sets up the petty cash funds of the reader's centres, and lists the types of expense. */
import {
  type CentreOffer,
  isSearched,
  offerAll,
  type OfferedCentre,
} from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fundsQuery } from "@/lib/client/petty-cash";
import type { ExpenseTypeList } from "@/lib/contracts/expense-type";
import type { FundList } from "@/lib/contracts/petty-cash";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ExpenseTypes } from "./expense-types";
import { FundDialog } from "./fund-dialog";

type FundSettingsProps = {
  initial: FundList;
  /** The reader may set up funds in these. */
  offer: CentreOffer<OfferedCentre>;
  /** Their ids; null is every centre. */
  settable: readonly string[] | null;
  expenseTypes: ExpenseTypeList;
  mayChangeTypes: boolean;
};

export function FundSettings(props: FundSettingsProps) {
  const { initial, offer, settable, expenseTypes, mayChangeTypes } = props;
  const t = useTranslations("petty-cash");
  const { data } = useQuery({ ...fundsQuery(), initialData: initial });
  const [edited, setEdited] = useState<string | null>(null);
  const funds = data.funds.filter(({ centreId }) => settable?.includes(centreId) ?? true);
  // Of many, one that has a fund is chosen to change it.
  const without = isSearched(offer)
    ? offer
    : offerAll(offer.centres.filter(({ id }) => funds.every((fund) => fund.centreId !== id)));
  return (
    <>
      <IntroductionBar about={t("settings-about")}>
        {without.count > 0 && (
          <Button kind="do" onClick={() => setEdited("")}>
            {t("open-fund")}
          </Button>
        )}
      </IntroductionBar>
      {funds.length === 0 ? (
        <EmptyState title={t("no-funds")} />
      ) : (
        <SettingsTable
          caption={t("funds-caption")}
          columns={[{ label: t("centre") }, { label: t("float") }]}
          action={t("change")}
        >
          {funds.map(({ centreId, centreName, floatMinor, currency }) => (
            <tr key={centreId}>
              <th scope="row">{centreName}</th>
              <td>
                {floatMinor === null ? (
                  t("open-float")
                ) : (
                  <Amount minor={floatMinor} currency={currency} withCurrency />
                )}
              </td>
              <RowAction
                label={t("change")}
                name={t("change-fund", { centre: centreName })}
                onPress={() => setEdited(centreId)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {mayChangeTypes && <ExpenseTypes initial={expenseTypes} />}
      {edited !== null && (
        <FundDialog
          key={edited}
          offer={
            edited === ""
              ? without
              : offerAll(
                  funds
                    .filter(({ centreId }) => centreId === edited)
                    .map(({ centreId, centreName }) => ({ id: centreId, name: centreName })),
                )
          }
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
