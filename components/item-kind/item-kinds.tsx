"use client";

/** Lists what tenders and entries are, and changes one in a dialog. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { itemKindsQuery } from "@/lib/client/item-kinds";
import type { ItemKindList, ItemKindRow } from "@/lib/contracts/item-kind";
import { formatBusinessDate } from "@/lib/domain/format";
import { firstOfEach } from "@/lib/domain/group-by";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { useTenderNames } from "../tolerance/use-tender-names";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { type ItemDraft, newItemDraft } from "./item-draft";
import { ItemKindDialog } from "./item-kind-dialog";

type ItemKindsProps = {
  list: ItemKindList;
  today: string;
  mayChange: boolean;
  mayViewOwed: boolean;
};

export function ItemKinds({ list, today, mayChange, mayViewOwed }: ItemKindsProps) {
  const t = useTranslations("item-kind");
  const { data } = useQuery({ ...itemKindsQuery(), initialData: list });
  const [edited, setEdited] = useState<ItemDraft | null>(null);
  // The list has every version, the latest of an item first.
  const latest = firstOfEach(data.kinds, ({ source, item }) => `${source} ${item}`);
  return (
    <>
      <IntroductionBar about={t("about")}>
        {mayViewOwed && <ButtonLink href="/owed">{t("owed")}</ButtonLink>}
        {mayChange && (
          <Button kind="do" onClick={() => setEdited(newItemDraft(today))}>
            {t("add")}
          </Button>
        )}
      </IntroductionBar>
      {latest.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <SettingsTable
          caption={t("caption")}
          columns={[
            { label: t("item") },
            { label: t("meaning") },
            { label: t("since"), isHiddenOnPhones: true },
            { label: t("by"), isHiddenOnPhones: true },
          ]}
          action={t("change")}
        >
          {latest.map((kind) => (
            <ItemRow
              key={`${kind.source} ${kind.item}`}
              kind={kind}
              onEdit={mayChange ? () => setEdited({ ...kind, validFrom: today }) : null}
            />
          ))}
        </SettingsTable>
      )}
      {edited !== null && (
        <ItemKindDialog
          draft={edited}
          kinds={latest}
          onChange={setEdited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function ItemRow({ kind, onEdit }: { kind: ItemKindRow; onEdit: (() => void) | null }) {
  const t = useTranslations("item-kind");
  const names = useTenderNames();
  const language = useLocale();
  const { source, item, meaning, within, validFrom, createdBy } = kind;
  const name = source === "tender" ? (names.get(item) ?? item) : item;
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="block text-xs font-normal text-ink-3">{t(`sources.${source}`)}</span>
      </th>
      <td className="whitespace-normal!">
        {meaning === null ? (
          <i className="text-ink-2">{t("withdrawn")}</i>
        ) : (
          t(`meanings.${meaning}`)
        )}
        {within !== null && (
          <span className="block text-xs text-ink-3">
            {t("within-one", { name: names.get(within) ?? within })}
          </span>
        )}
      </td>
      <td className="max-sm:hidden">{formatBusinessDate(validFrom, language, "range-part")}</td>
      <td className="max-sm:hidden">{createdBy ?? t("nobody")}</td>
      {onEdit === null ? (
        <td />
      ) : (
        <RowAction label={t("change")} name={t("change-one", { name })} onPress={onEdit} />
      )}
    </tr>
  );
}
