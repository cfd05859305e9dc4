"use client";

/** Asks what a tender or an entry is, and from which day on. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { changeItemKind } from "@/lib/client/item-kinds";
import type { ItemKindRow } from "@/lib/contracts/item-kind";
import { isInTender, ITEM_SOURCES } from "@/lib/domain/item-kind/item-kind";
import { useTenderNames } from "../tolerance/use-tender-names";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input, Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { ValidFromField } from "../ui/valid-from-field";
import { findItem, type ItemDraft, listMeanings, toSentItem } from "./item-draft";

type ItemKindDialogProps = {
  draft: ItemDraft;
  /** The latest version of each item. */
  kinds: readonly ItemKindRow[];
  onChange: (draft: ItemDraft) => void;
  onClose: () => void;
};

export function ItemKindDialog({ draft, kinds, onChange, onClose }: ItemKindDialogProps) {
  const t = useTranslations("item-kind");
  const toast = useToast();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: changeItemKind,
    onSuccess: async ({ days }) => {
      await client.invalidateQueries();
      toast(t("saved", { count: days }));
      onClose();
    },
  });
  const before = findItem(draft, kinds);
  const send = (meaning: ItemDraft["meaning"]) => {
    save.mutate(toSentItem({ ...draft, meaning }, before?.version ?? 0));
  };
  return (
    <FormDialog
      title={t("title")}
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={save.isPending && t("saving")}
      onClose={onClose}
      onSubmit={() => send(draft.meaning)}
    >
      <ItemFields draft={draft} onChange={onChange} />
      <Field label={t("meaning")}>
        {(control) => (
          <Select
            {...control}
            value={draft.meaning ?? ""}
            onChange={({ target }) => {
              const meaning = listMeanings(draft.source).find((one) => one === target.value);
              if (meaning !== undefined) onChange({ ...draft, meaning });
            }}
          >
            {draft.meaning === null && <option value="">{t("choose-one")}</option>}
            {listMeanings(draft.source).map((meaning) => (
              <option key={meaning} value={meaning}>
                {t(`meanings.${meaning}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isInTender(draft.meaning) && (
        <TenderField
          label={t("within")}
          hint={t("within-hint")}
          value={draft.within ?? ""}
          onChange={(within) => onChange({ ...draft, within })}
        />
      )}
      {draft.meaning !== null && (
        <p className="text-sm text-ink-2">{t(`effects.${draft.meaning}`)}</p>
      )}
      <ValidFromField
        label={t("valid-from")}
        hint={t("valid-from-hint")}
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ ...draft, validFrom })}
      />
      <ProblemNotice error={save.error} />
      {before !== undefined && before.meaning !== null && (
        <p>
          <Button kind="bare" disabled={save.isPending} onClick={() => send(null)}>
            {t("withdraw")}
          </Button>
        </p>
      )}
    </FormDialog>
  );
}

function ItemFields({ draft, onChange }: Pick<ItemKindDialogProps, "draft" | "onChange">) {
  const t = useTranslations("item-kind");
  const isTender = draft.source === "tender";
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={t("source")}>
        {(control) => (
          <Select
            {...control}
            value={draft.source}
            onChange={({ target }) => {
              const source = ITEM_SOURCES.find((one) => one === target.value) ?? "tender";
              onChange({ ...draft, source, item: "", meaning: listMeanings(source)[0] });
            }}
          >
            {ITEM_SOURCES.map((source) => (
              <option key={source} value={source}>
                {t(`sources.${source}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isTender ? (
        <TenderField
          label={t("tender")}
          hint={t("tender-hint")}
          value={draft.item}
          onChange={(item) => onChange({ ...draft, item })}
        />
      ) : (
        <Field label={t("label")} hint={t("label-hint")}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={200}
              autoComplete="off"
              value={draft.item}
              onChange={({ target }) => onChange({ ...draft, item: target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

type TenderFieldProps = {
  label: string;
  hint: string;
  value: string;
  onChange: (tenderId: string) => void;
};

/** The id of a tender is typed, or taken from those that are known. */
function TenderField({ label, hint, value, onChange }: TenderFieldProps) {
  const names = useTenderNames();
  const id = useId();
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <>
          <Input
            {...control}
            required
            maxLength={64}
            autoComplete="off"
            list={id}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
          <datalist id={id}>
            {[...names].map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
