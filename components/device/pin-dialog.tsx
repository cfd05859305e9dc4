"use client";

/** Sets a PIN; the one before stops working, and the sessions that it opened end. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { pinsQuery, setOwnPin, setPin } from "@/lib/client/devices";
import { findRefusal } from "@/lib/client/refusal";
import type { PinState, SetPin } from "@/lib/contracts/device";
import { PIN, PIN_DIGITS_MAX } from "@/lib/domain/pin";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";

type PinDialogProps = { pin: PinState; isOwn: boolean; onClose: () => void };

const REFUSALS = ["pin-repetitive", "pin-sequence"] as const;

export function PinDialog({ pin: state, isOwn, onClose }: PinDialogProps) {
  const t = useTranslations("device");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [isWrong, setIsWrong] = useState(false);
  const { centreId, centreName, userId, name } = state;
  const set = useMutation({
    mutationFn: ({ pin }: Pick<SetPin, "pin">) =>
      isOwn ? setOwnPin({ centreId, pin }) : setPin({ centreId, userId, pin }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(pinsQuery(isOwn ? null : centreId));
      toast(t("was-set", { name }));
      onClose();
    },
  });
  const refusal = findRefusal(set.error, REFUSALS);
  const error = refusal !== null ? t(refusal) : isWrong ? t("pin-wrong") : null;
  const submit = (fields: FormData) => {
    const pin = readField(fields, "pin");
    setIsWrong(!PIN.test(pin));
    if (PIN.test(pin)) set.mutate({ pin });
  };
  return (
    <FormDialog
      title={t("set-title", { name, centre: centreName })}
      description={t("set-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("set")}
      working={set.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t("new-pin")} hint={t("pin-rule")} error={error}>
        {(props) => (
          <Input
            {...props}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            name="pin"
            maxLength={PIN_DIGITS_MAX}
          />
        )}
      </Field>
      <ProblemNotice error={refusal === null ? set.error : null} />
    </FormDialog>
  );
}
