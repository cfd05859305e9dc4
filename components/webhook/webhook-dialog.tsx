"use client";

/** Adds a webhook and shows its secret once, or changes one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeWebhook, createWebhook, webhooksQuery } from "@/lib/client/webhooks";
import { findFault, wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { CreateWebhook, WebhookRow } from "@/lib/contracts/webhook";
import { readTypedIds } from "@/lib/domain/screen/typed-ids";
import type { WebhookEvent } from "@/lib/domain/webhook/event";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { OneTimeSecretDialog } from "../user/shown-once";
import { EventChoice } from "./event-choice";
import { NodeChoice } from "./node-choice";

/** Null adds one. */
type WebhookDialogProps = { webhook: WebhookRow | null; onClose: () => void };

const CENTRES_MAX = 1_000;

export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const t = useTranslations("webhook");
  const queryClient = useQueryClient();
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? []);
  const [isActive, setIsActive] = useState(webhook === null || webhook.stoppedBy === null);
  const [nodeId, setNodeId] = useState(webhook?.nodeId ?? "");
  const [centresFault, setCentresFault] = useState(false);
  const save = useMutation({
    mutationFn: async (fields: CreateWebhook) => {
      if (webhook === null) return (await createWebhook(fields)).secret;
      const { id: webhookId, version } = webhook;
      await changeWebhook({ ...fields, webhookId, version, active: isActive });
      return null;
    },
    onSuccess: async (secret) => {
      await queryClient.invalidateQueries(webhooksQuery());
      // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether there is one
      if (secret === null) onClose();
    },
  });
  const wrong = wrongFieldsOf(save.error);
  const faultOf = (name: "name" | "url") => {
    const fault = findFault(wrong.has(name), save.variables?.[name]);
    return fault === null ? null : t(`${name}-${fault}`);
  };
  const submit = (fields: FormData) => {
    const typed = readTypedIds(readField(fields, "centres"), CENTRES_MAX);
    const isRight = typed.kind === "ids" || typed.kind === "missing";
    setCentresFault(!isRight);
    if (!isRight) return;
    save.mutate({
      name: readField(fields, "name"),
      url: readField(fields, "url").trim(),
      events: [...events],
      onlyCentres: typed.kind === "ids" ? typed.ids : [],
      nodeId: nodeId === "" ? null : nodeId,
    });
  };
  if (save.isSuccess && save.data !== null) {
    return (
      <OneTimeSecretDialog
        title={t("made-title", { name: save.variables.name })}
        description={t("made-hint")}
        label={t("secret")}
        text={save.data}
        closeLabel={t("done")}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={webhook === null ? t("add") : t("edit-one", { name: webhook.name })}
      cancelLabel={t("cancel")}
      submitLabel={webhook === null ? t("add") : t("save")}
      working={save.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <NameAndAddress webhook={webhook} faultOf={faultOf} />
      <EventChoice chosen={events} onChange={setEvents} />
      <NodeChoice value={nodeId} onChange={setNodeId} />
      <Field
        label={t("centres")}
        hint={t("centres-hint")}
        error={centresFault ? t("centres-wrong") : null}
      >
        {(props) => (
          <Input
            {...props}
            name="centres"
            defaultValue={webhook?.onlyCentres.join(" ")}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      {webhook !== null && (
        <Checkbox checked={isActive} onCheckedChange={setIsActive} label={t("is-active")} />
      )}
      <ProblemNotice error={wrong.size === 0 ? save.error : null} />
    </FormDialog>
  );
}

type NameAndAddressProps = {
  webhook: WebhookRow | null;
  faultOf: (name: "name" | "url") => string | null;
};

function NameAndAddress({ webhook, faultOf }: NameAndAddressProps) {
  const t = useTranslations("webhook");
  return (
    <>
      <Field label={t("name")} error={faultOf("name")}>
        {(props) => (
          <Input
            {...props}
            name="name"
            defaultValue={webhook?.name}
            maxLength={80}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label={t("address")} hint={t("address-hint")} error={faultOf("url")}>
        {(props) => (
          <Input
            {...props}
            name="url"
            type="url"
            defaultValue={webhook?.url}
            maxLength={2_000}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        )}
      </Field>
    </>
  );
}
