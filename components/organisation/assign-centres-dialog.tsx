"use client";

/** Says to which legal entity centres belong from a date on. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { assignCentres, LEGAL_ENTITIES_KEY } from "@/lib/client/legal-entities";
import type { LegalEntityList } from "@/lib/contracts/legal-entity";
import { CentresChoice } from "../centre/centres-choice";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";

type AssignCentresDialogProps = {
  entities: LegalEntityList["entities"];
  offer: CentreOffer<OfferedCentre>;
  today: string;
  onClose: () => void;
};

export function AssignCentresDialog({ entities, offer, today, onClose }: AssignCentresDialogProps) {
  const t = useTranslations("organisation.entities");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [centres, setCentres] = useState<string[]>([]);
  const [entityId, setEntityId] = useState(entities[0]?.id ?? "");
  const [from, setFrom] = useState(today);
  const [isMissing, setIsMissing] = useState(false);
  const assign = useMutation({
    mutationFn: assignCentres,
    onSuccess: ({ changed }) => {
      toast(t("assigned", { count: changed }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: LEGAL_ENTITIES_KEY }),
  });
  const submit = () => {
    setIsMissing(from === "" || centres.length === 0);
    if (from === "" || centres.length === 0) return;
    assign.mutate({ entityId: entityId === "" ? null : entityId, centres, from });
  };
  return (
    <FormDialog
      title={t("assign")}
      cancelLabel={t("cancel")}
      submitLabel={t("assign")}
      working={assign.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t("entity")}>
        {(control) => (
          <Select
            {...control}
            value={entityId}
            onChange={({ target }) => setEntityId(target.value)}
          >
            {entities.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="">{t("no-entity")}</option>
          </Select>
        )}
      </Field>
      <CentresChoice
        label={t("centres")}
        offer={offer}
        group={null}
        hasOwners
        selected={centres}
        all={t("choose-centres")}
        onChange={setCentres}
      />
      <Field label={t("from")} error={isMissing ? t("missing") : null}>
        {(control) => <DateInput {...control} value={from} onChange={setFrom} />}
      </Field>
      <ProblemNotice error={assign.error} />
    </FormDialog>
  );
}
