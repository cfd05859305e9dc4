"use client";

/** Filters the entries by centre, subject, user, date and number. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import {
  AUDIT_NOUNS,
  type AuditFilters,
  countAuditFilters,
  NO_AUDIT_FILTERS,
} from "@/lib/domain/screen/audit-filters";
import { OrganisationChoice } from "../filter/organisation-choice";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { useActionText } from "./action-text";
import { EntryDate } from "./entry-date";
import { EntryField } from "./entry-field";
import type { ChangeAuditFilters } from "./use-audit-filters";

export type AuditUser = { id: string; name: string };

type AuditFilterFormProps = {
  filters: AuditFilters;
  onChange: ChangeAuditFilters;
  offer: CentreOffer<OfferedCentre>;
  users: readonly AuditUser[];
};

export function AuditFilterForm(props: AuditFilterFormProps) {
  const t = useTranslations("audit.filters");
  const [open, setOpen] = useState(false);
  const set = countAuditFilters(props.filters);
  return (
    <form
      method="post"
      role="search"
      aria-label={t("label")}
      onSubmit={(event) => event.preventDefault()}
      className="no-print px-edge pb-4"
    >
      <div className="flex flex-wrap items-end gap-3 max-sm:hidden">
        <Controls {...props} />
      </div>
      <Button className="w-full sm:hidden" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("filters", { count: set })}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("label")}
        footer={
          <Button kind="do" onClick={() => setOpen(false)}>
            {t("show")}
          </Button>
        }
      >
        <div className="grid gap-4">
          <Controls {...props} isTall />
        </div>
      </Dialog>
    </form>
  );
}

function Controls({ filters, onChange, offer, users, isTall }: ControlsProps) {
  const t = useTranslations("audit");
  const width = (wide: string) => (isTall === true ? "" : wide);
  return (
    <>
      <Field label={t("filters.centres")} className={width("w-52")}>
        {({ id }) => (
          <OrganisationChoice
            id={id}
            label={t("filters.centres")}
            all={t("filters.all-centres")}
            chosen={filters}
            onChange={onChange}
            offer={offer}
          />
        )}
      </Field>
      <Field label={t("what")} className={width("w-44")}>
        {(control) => (
          <ActionChoice control={control} action={filters.action} onChange={onChange} />
        )}
      </Field>
      <Field label={t("who")} className={width("w-44")}>
        {(control) => (
          <Select
            {...control}
            value={filters.actorId ?? ""}
            onChange={({ target }) => onChange({ actorId: orNull(target.value) })}
          >
            <option value="">{t("filters.everyone")}</option>
            {users.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <EntryDate
        label={t("filters.business-date")}
        className={width("w-38")}
        value={filters.businessDate ?? ""}
        onChange={(value) => onChange({ businessDate: orNull(value) })}
      />
      {(["from", "to"] as const).map((end) => (
        <EntryDate
          key={end}
          label={t(`filters.${end}`)}
          className={width("w-38")}
          value={filters[end] ?? ""}
          onChange={(value) => onChange({ [end]: orNull(value) })}
        />
      ))}
      <EntryField
        key={`entry ${filters.entry ?? ""}`}
        label={t("filters.entry")}
        className={width("w-36")}
        inputMode="numeric"
        pattern="[1-9][0-9]{0,14}"
        value={filters.entry === null ? "" : String(filters.entry)}
        onChange={(value) => onChange({ entry: value === "" ? null : Number(value) })}
      />
      {countAuditFilters(filters) > 0 && (
        <Button
          kind="bare"
          className={classNames(isTall === true && "justify-self-start")}
          onClick={() => onChange({ ...NO_AUDIT_FILTERS, kind: filters.kind })}
        >
          {t("reset")}
        </Button>
      )}
    </>
  );
}

type ControlsProps = AuditFilterFormProps & { isTall?: true };

type ActionChoiceProps = {
  control: { id: string };
  action: string | null;
  onChange: ChangeAuditFilters;
};

/** Only nouns are offered; a whole action from an address is still applied and named. */
function ActionChoice({ control, action, onChange }: ActionChoiceProps) {
  const t = useTranslations("audit");
  const actionText = useActionText();
  const isOther = action !== null && !AUDIT_NOUNS.some((noun) => noun === action);
  return (
    <Select
      {...control}
      value={action ?? ""}
      onChange={({ target }) => onChange({ action: orNull(target.value) })}
    >
      <option value="">{t("filters.everything")}</option>
      {isOther && <option value={action}>{actionText(action)}</option>}
      {AUDIT_NOUNS.map((noun) => (
        <option key={noun} value={noun}>
          {t(`nouns.${noun}`)}
        </option>
      ))}
    </Select>
  );
}

function orNull(value: string): string | null {
  return value === "" ? null : value;
}
