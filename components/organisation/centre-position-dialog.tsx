"use client";

/** Places a centre below another node from a date on; what was before that date stays as it was. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Organisation } from "@/lib/contracts/organisation";
import type { TreeRow } from "@/lib/domain/screen/organisation-rows";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { ParentSelect } from "./parent-select";
import { useOrganisationChange } from "./use-organisation-change";

type CentrePositionDialogProps = {
  centre: TreeRow;
  organisation: Organisation;
  today: string;
  onClose: () => void;
};

export function CentrePositionDialog({
  centre,
  organisation,
  today,
  onClose,
}: CentrePositionDialogProps) {
  const t = useTranslations("organisation");
  const [parentId, setParentId] = useState(centre.parentId ?? "");
  const [from, setFrom] = useState(today);
  const [isMissing, setIsMissing] = useState(false);
  const { change } = useOrganisationChange({ onDone: onClose });
  const submit = () => {
    setIsMissing(from === "");
    if (from === "") return;
    const row = { kind: "centre" as const, id: centre.id, from };
    change.mutate({
      basedOnVersion: organisation.version,
      rows: [{ ...row, parentId: parentId === "" ? null : parentId }],
    });
  };
  return (
    <FormDialog
      title={t("place-title", { name: centre.name })}
      description={t("place-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("place")}
      working={change.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <ParentSelect
        label={t("parent")}
        none={t("outside")}
        nodes={organisation.nodes}
        except={null}
        value={parentId}
        onChange={setParentId}
        error={null}
      />
      <Field label={t("from")} hint={t("from-hint")} error={isMissing ? t("from-missing") : null}>
        {(props) => <DateInput {...props} value={from} onChange={setFrom} />}
      </Field>
      <ProblemNotice error={change.error} />
    </FormDialog>
  );
}
