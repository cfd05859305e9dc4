"use client";

/** Allows the very device on which it is opened, for the counters of one centre. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { allowDevice, devicesQuery } from "@/lib/client/devices";
import { CentreSelect } from "../centre/centre-select";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";

type AllowDeviceDialogProps = { offer: CentreOffer<OfferedCentre>; onClose: () => void };

export function AllowDeviceDialog({ offer, onClose }: AllowDeviceDialogProps) {
  const t = useTranslations("device");
  const queryClient = useQueryClient();
  const [centreId, setCentreId] = useState(offer.centres[0]?.id ?? "");
  const [nameMissing, setNameMissing] = useState(false);
  const allow = useMutation({
    mutationFn: allowDevice,
    onSuccess: async () => {
      await queryClient.invalidateQueries(devicesQuery());
      onClose();
    },
  });
  const submit = (fields: FormData) => {
    const name = readField(fields, "name").trim();
    setNameMissing(name === "");
    if (name !== "") allow.mutate({ name, centreId });
  };
  return (
    <FormDialog
      title={t("allow-title")}
      description={t("allow-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("allow")}
      working={allow.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t("name")} hint={t("name-hint")} error={nameMissing ? t("name-missing") : null}>
        {(props) => <Input {...props} name="name" maxLength={80} autoComplete="off" />}
      </Field>
      <CentreSelect label={t("centre")} offer={offer} value={centreId} onChange={setCentreId} />
      <ProblemNotice error={allow.error} />
    </FormDialog>
  );
}
