"use client";

/** Asks which account a part of the days is posted to, from which day on. */
import type { Option } from "../ui/combobox-options";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { changeJournalAccount } from "@/lib/client/journal";
import type { JournalAccount } from "@/lib/contracts/journal-account";
import { ANY } from "@/lib/domain/journal/account-rule";
import { mayHaveVat, PURPOSES } from "@/lib/domain/journal/purpose";
import { formatEntityScope, formatNodeScope } from "@/lib/domain/organisation/node-scope";
import { CentreSelect } from "../centre/centre-select";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input, Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { ValidFromField } from "../ui/valid-from-field";
import { type AccountDraft, findChanged, toSentAccount } from "./account-draft";
import { PartFields } from "./part-fields";

type JournalAccountDialogProps = {
  draft: AccountDraft;
  /** The latest version of each rule. */
  rules: readonly JournalAccount[];
  offer: CentreOffer<OfferedCentre>;
  /** Each is named with the path to it. */
  nodes: readonly { id: string; name: string }[];
  entities: readonly { id: string; name: string }[];
  onChange: (draft: AccountDraft) => void;
  onClose: () => void;
};

export function JournalAccountDialog(props: JournalAccountDialogProps) {
  const { draft, rules, offer, nodes, entities, onChange, onClose } = props;
  const widerScopes = useWiderScopes({ nodes, entities });
  const t = useTranslations("journal");
  const toast = useToast();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: changeJournalAccount,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["journal"] });
      toast(t("account-saved"));
      onClose();
    },
  });
  const before = findChanged(draft, rules);
  const basedOnVersion = before?.version ?? 0;
  const send = (withdrawn: boolean) => {
    const change = toSentAccount(draft, { basedOnVersion, withdrawn });
    if (change !== null) save.mutate(change);
  };
  const isWithdrawable = before !== undefined && before.account !== null;
  return (
    <FormDialog
      title={t("account-title")}
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={save.isPending && t("saving")}
      onClose={onClose}
      onSubmit={() => send(false)}
    >
      <Field label={t("purpose")}>
        {(control) => (
          <PurposeSelect
            {...control}
            value={draft.purpose}
            onChange={(purpose) => onChange({ ...draft, purpose, kind: ANY, value: "" })}
          />
        )}
      </Field>
      <PartFields draft={draft} rules={rules} onChange={onChange} />
      <CentreSelect
        label={t("applies-to")}
        offer={offer}
        value={draft.scopeId}
        onChange={(scopeId) => onChange({ ...draft, scopeId })}
        before={widerScopes}
      />
      <Field label={t("account")} hint={t("account-hint")}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={60}
            autoComplete="off"
            value={draft.account}
            onChange={({ target }) => onChange({ ...draft, account: target.value })}
          />
        )}
      </Field>
      {mayHaveVat(draft.purpose) && <VatFields draft={draft} onChange={onChange} />}
      <TaxCodeField draft={draft} onChange={onChange} />
      <ValidFromField
        label={t("valid-from")}
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ ...draft, validFrom })}
      />
      <ProblemNotice error={save.error} />
      {isWithdrawable && (
        <p>
          <Button kind="bare" disabled={save.isPending} onClick={() => send(true)}>
            {t("withdraw")}
          </Button>
        </p>
      )}
    </FormDialog>
  );
}

function useWiderScopes({ nodes, entities }: WiderScopes): Option[] {
  const t = useTranslations("journal");
  return [
    { value: ANY, label: t("every-centre") },
    ...nodes.map(({ id, name }) => {
      return { value: formatNodeScope(id), label: t("centres-of", { node: name }) };
    }),
    ...entities.map(({ id, name }) => {
      return { value: formatEntityScope(id), label: t("entity-of", { entity: name }) };
    }),
  ];
}

type WiderScopes = Pick<JournalAccountDialogProps, "nodes" | "entities">;

type PurposeSelectProps = {
  id: string;
  value: AccountDraft["purpose"];
  onChange: (purpose: AccountDraft["purpose"]) => void;
};

function PurposeSelect({ value, onChange, ...control }: PurposeSelectProps) {
  const purposeText = useTranslations("journal.purposes");
  return (
    <Select
      {...control}
      value={value}
      onChange={({ target }) => {
        const purpose = PURPOSES.find((one) => one === target.value);
        if (purpose !== undefined) onChange(purpose);
      }}
    >
      {PURPOSES.map((purpose) => (
        <option key={purpose} value={purpose}>
          {purposeText(purpose)}
        </option>
      ))}
    </Select>
  );
}

type FieldsProps = Pick<JournalAccountDialogProps, "draft" | "onChange">;

function TaxCodeField({ draft, onChange }: FieldsProps) {
  const t = useTranslations("journal");
  return (
    <Field label={t("tax-code")} hint={t("tax-code-hint")}>
      {(control) => (
        <Input
          {...control}
          maxLength={60}
          autoComplete="off"
          value={draft.taxCode}
          onChange={({ target }) => onChange({ ...draft, taxCode: target.value })}
        />
      )}
    </Field>
  );
}

function VatFields({ draft, onChange }: FieldsProps) {
  const t = useTranslations("journal");
  const isWrong =
    // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
    draft.vatAccount.trim() !== "" && !/^\d{1,2}([.,]\d{1,4})?$/.test(draft.vatPercent.trim());
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={t("vat-account")}>
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            autoComplete="off"
            value={draft.vatAccount}
            onChange={({ target }) => onChange({ ...draft, vatAccount: target.value })}
          />
        )}
      </Field>
      <Field label={t("vat-percent")} error={isWrong ? t("vat-percent-wrong") : null}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={draft.vatPercent}
            onChange={({ target }) => onChange({ ...draft, vatPercent: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
