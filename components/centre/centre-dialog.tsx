"use client";

/** Adds a centre, or changes one. Its id is Cashrec's, and stays. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { centresQuery, saveCentre } from "@/lib/client/centres";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { Centre } from "@/lib/contracts/centre";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";

type CentreDialogProps = { centre: Centre | "new"; onClose: () => void };

type FieldName = keyof Centre;

export function CentreDialog({ centre, onClose }: CentreDialogProps) {
  const t = useTranslations("centre");
  const form = useId();
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
  const problem = useProblemText(save.error);
  const wrong = wrongFieldsOf(save.error, "centres.0");

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    save.mutate({
      id: isNew ? readField(sent, "id") : centre.id,
      name: readField(sent, "name"),
      currency: readField(sent, "currency"),
      timeZone: readField(sent, "timeZone"),
      dayStartsAt: readField(sent, "dayStartsAt"),
    });
  };

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
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? t("add-title") : t("change-title", { name: centre.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button form={form} type="submit" kind="do" working={save.isPending && t("saving")}>
            {isNew ? t("add") : t("save")}
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={onSubmit} noValidate className="grid gap-4">
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
        {save.isError && wrong.size === 0 && (
          <Notice kind="error" title={problem.title}>
            {problem.detail}
          </Notice>
        )}
      </form>
    </Dialog>
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
