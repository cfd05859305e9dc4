"use client";

/** Lists what petty cash may be spent on, with the usual tax rate of each type. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { changeExpenseTypes, expenseTypesQuery } from "@/lib/client/petty-cash";
import type { ExpenseTypeList } from "@/lib/contracts/expense-type";
import type { ExpenseType } from "@/lib/domain/petty-cash/expense-type";
import { formatPercent } from "@/lib/domain/percent";
import { RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { ExpenseTypeDialog } from "./expense-type-dialog";
import { useExpenseTypeName } from "./fund-text";

export function ExpenseTypes({ initial }: { initial: ExpenseTypeList }) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const client = useQueryClient();
  const { data: list } = useQuery({ ...expenseTypesQuery(), initialData: initial });
  const typeName = useExpenseTypeName(list.types);
  const [edited, setEdited] = useState<ExpenseType | "new" | null>(null);
  const saving = useMutation({
    mutationFn: (types: ExpenseType[]) => changeExpenseTypes({ version: list.version, types }),
    onSuccess: async () => {
      setEdited(null);
      await client.invalidateQueries({ queryKey: ["petty-cash"] });
    },
  });
  const save = (type: ExpenseType) =>
    saving.mutate(
      edited === "new"
        ? [...list.types, type]
        : list.types.map((one) => (one.code === type.code ? type : one)),
    );
  return (
    <section aria-labelledby="expense-types" className="mt-6 border-t border-rule">
      <div className="flex flex-wrap items-center gap-2 px-edge py-3">
        <div className="min-w-60 flex-1">
          <h2 id="expense-types">{t("expense-types")}</h2>
          <p className="max-w-[70ch] text-sm text-ink-2">{t("expense-types-about")}</p>
        </div>
        <Button onClick={() => setEdited("new")}>{t("add-type")}</Button>
      </div>
      <SettingsTable
        caption={t("expense-types")}
        columns={[
          { label: t("type") },
          { label: t("usual-rate"), isHiddenOnPhones: true },
          { label: t("offered") },
        ]}
        action={t("change")}
      >
        {list.types.map((type) => (
          <tr key={type.code}>
            <th scope="row">{typeName(type.code)}</th>
            <td className="max-sm:hidden">
              {type.ratePpm === null ? (
                <span className="text-ink-3">{t("no-rate")}</span>
              ) : (
                `${formatPercent(type.ratePpm, language)} %`
              )}
            </td>
            <td>{t(type.active ? "yes" : "no")}</td>
            <RowAction
              label={t("change")}
              name={t("change-type", { type: typeName(type.code) })}
              onPress={() => setEdited(type)}
            />
          </tr>
        ))}
      </SettingsTable>
      {edited !== null && (
        <ExpenseTypeDialog
          type={edited}
          taken={list.types.map(({ code }) => code)}
          defaultName={edited === "new" ? "" : typeName(edited.code)}
          working={saving.isPending}
          error={saving.error}
          onSave={save}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
