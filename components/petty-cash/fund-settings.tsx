"use client";

/** Sets up the petty cash funds of the reader's centres, and lists the types of expense. */
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

type SetUpCentre = { id: string; name: string; currency: string };

type FundSettingsProps = {
  initial: FundList;
  /** The reader may set up funds in these. */
  centres: SetUpCentre[];
  expenseTypes: ExpenseTypeList;
  mayChangeTypes: boolean;
};

export function FundSettings(props: FundSettingsProps) {
  const { initial, centres, expenseTypes, mayChangeTypes } = props;
  const t = useTranslations("petty-cash");
  const { data } = useQuery({ ...fundsQuery(), initialData: initial });
  const [edited, setEdited] = useState<string | null>(null);
  const funds = data.funds.filter(({ centreId }) => centres.some(({ id }) => id === centreId));
  const without = centres.filter(({ id }) => funds.every(({ centreId }) => centreId !== id));
  return (
    <>
      <IntroductionBar about={t("settings-about")}>
        {without.length > 0 && (
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
          centres={edited === "" ? without : centres.filter(({ id }) => id === edited)}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
