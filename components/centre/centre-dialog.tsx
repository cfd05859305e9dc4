"use client";

/** Adds a centre or changes one. The id cannot be changed, because Cashrec assigns it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CENTRES_KEY, saveCentre } from "@/lib/client/centres";
import { findFault, wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { Centre } from "@/lib/contracts/centre";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";
import { findOwnTimeZone, TimeZoneSelect } from "./time-zone-select";

type CentreDialogProps = { centre: Centre | "new"; onClose: () => void };

type FieldName = keyof Centre;

export function CentreDialog({ centre, onClose }: CentreDialogProps) {
  const t = useTranslations("centre");
  const toast = useToast();
  const queryClient = useQueryClient();
  const isNew = centre === "new";
  const save = useMutation({
    mutationFn: saveCentre,
    onSuccess: async (_saved, { name }) => {
      await queryClient.invalidateQueries({ queryKey: CENTRES_KEY });
      toast(isNew ? t("added", { name }) : t("changed", { name }));
      onClose();
    },
  });
  const wrong = wrongFieldsOf(save.error, "centres.0");
  const faultOf = (name: FieldName) => {
    const fault = findFault(wrong.has(name), save.variables?.[name]);
    return fault === null ? null : t(`${LABELS[name]}-${fault}`);
  };

  const submit = (fields: FormData) =>
    save.mutate({
      id: isNew ? readField(fields, "id") : centre.id,
      name: readField(fields, "name"),
      currency: readField(fields, "currency"),
      timeZone: readField(fields, "timeZone"),
      dayStartsAt: readField(fields, "dayStartsAt"),
    });

  const field = (name: FieldName, usual = "") => (
    <Field
      label={t(LABELS[name])}
      hint={name in HINTS ? t(HINTS[name as keyof typeof HINTS]) : undefined}
      error={faultOf(name)}
    >
      {(props) => (
        <Input
          {...props}
          name={name}
          defaultValue={isNew ? usual : centre[name]}
          disabled={name === "id" && !isNew}
          autoComplete="off"
        />
      )}
    </Field>
  );

  return (
    <FormDialog
      title={isNew ? t("add-title") : t("change-title", { name: centre.name })}
      cancelLabel={t("cancel")}
      submitLabel={isNew ? t("add") : t("save")}
      working={save.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      {field("name")}
      {field("id")}
      <div className="grid gap-4 sm:grid-cols-2">
        {field("currency", "EUR")}
        {field("dayStartsAt", "05:00")}
      </div>
      <Field label={t("time-zone")} hint={t("time-zone-hint")} error={faultOf("timeZone")}>
        {(props) => (
          <TimeZoneSelect
            {...props}
            name="timeZone"
            defaultValue={isNew ? findOwnTimeZone() : centre.timeZone}
          />
        )}
      </Field>
      <ProblemNotice error={wrong.size === 0 ? save.error : null} />
    </FormDialog>
  );
}

const LABELS = {
  id: "id",
  name: "name",
  currency: "currency",
  timeZone: "time-zone",
  dayStartsAt: "day-starts-at",
} as const;

const HINTS = {
  id: "id-hint",
  dayStartsAt: "day-starts-at-hint",
} as const;
