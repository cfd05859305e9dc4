"use client";

/** Adds a legal entity, or changes its name, tax number, country and currency. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LEGAL_ENTITIES_KEY, saveLegalEntity } from "@/lib/client/legal-entities";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { LegalEntity } from "@/lib/contracts/legal-entity";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";

type LegalEntityDialogProps = { entity: LegalEntity | "new"; onClose: () => void };

const FIELDS = ["name", "id", "taxId", "country", "currency"] as const;

export function LegalEntityDialog({ entity, onClose }: LegalEntityDialogProps) {
  const t = useTranslations("organisation.entities");
  const toast = useToast();
  const queryClient = useQueryClient();
  const before = entity === "new" ? null : entity;
  const save = useMutation({
    mutationFn: saveLegalEntity,
    onSuccess: () => {
      toast(t("saved"));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: LEGAL_ENTITIES_KEY }),
  });
  const wrong = wrongFieldsOf(save.error);
  const submit = (fields: FormData) => {
    const text = (name: (typeof FIELDS)[number]) => readField(fields, name).trim();
    const orNull = (value: string) => (value === "" ? null : value);
    save.mutate({
      id: before?.id ?? text("id"),
      name: text("name"),
      taxId: orNull(text("taxId")),
      country: orNull(text("country").toUpperCase()),
      currency: orNull(text("currency").toUpperCase()),
      basedOnVersion: before?.version ?? 0,
    });
  };
  return (
    <FormDialog
      title={before?.name ?? t("add")}
      cancelLabel={t("cancel")}
      submitLabel={before === null ? t("add") : t("save")}
      working={save.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      {FIELDS.map((name) => (
        <Field
          key={name}
          label={t(`fields.${name}`)}
          error={wrong.has(name) ? t(`wrong.${name}`) : null}
        >
          {(control) => (
            <Input
              {...control}
              name={name}
              defaultValue={before?.[name] ?? ""}
              disabled={name === "id" && before !== null}
              autoComplete="off"
            />
          )}
        </Field>
      ))}
      <ProblemNotice error={wrong.size === 0 ? save.error : null} />
    </FormDialog>
  );
}
