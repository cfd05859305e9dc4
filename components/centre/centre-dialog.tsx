"use client";

/** Adds a centre or changes one. The id cannot be changed, because Cashrec assigns it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { centresQuery, saveCentre } from "@/lib/client/centres";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { Centre } from "@/lib/contracts/centre";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";

type CentreDialogProps = { centre: Centre | "new"; onClose: () => void };

type FieldName = keyof Centre;

export function CentreDialog({ centre, onClose }: CentreDialogProps) {
  const t = useTranslations("centre");
  const zones = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const isNew = centre === "new";
  const save = useMutation({
    mutationFn: saveCentre,
    onSuccess: async (_saved, { name }) => {
      await queryClient.invalidateQueries(centresQuery());
      toast(isNew ? t("added", { name }) : t("changed", { name }));
      onClose();
    },
  });
  const wrong = wrongFieldsOf(save.error, "centres.0");

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
      error={wrong.has(name) ? t(WRONG[name]) : null}
    >
      {(props) => (
        <Input
          {...props}
          name={name}
          defaultValue={isNew ? usual : centre[name]}
          disabled={name === "id" && !isNew}
          list={name === "timeZone" ? zones : undefined}
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
      {field("timeZone")}
      <datalist id={zones}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
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
  timeZone: "time-zone-hint",
  dayStartsAt: "day-starts-at-hint",
} as const;

const WRONG = {
  id: "id-wrong",
  name: "name-wrong",
  currency: "currency-wrong",
  timeZone: "time-zone-wrong",
  dayStartsAt: "day-starts-at-wrong",
} as const;
