"use client";

/** Shows what a webhook was sent, and sends it again; replaces its secret, and removes it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  deliveriesQuery,
  removeWebhook,
  rotateSecret,
  sendDelivery,
  webhooksQuery,
} from "@/lib/client/webhooks";
import type { DeliveryRow, WebhookRow } from "@/lib/contracts/webhook";
import { RevokeDialog } from "../settings/revoke-dialog";
import { RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { OneTimeSecretDialog } from "../user/shown-once";

export function DeliveryLog({ webhook }: { webhook: WebhookRow }) {
  const t = useTranslations("webhook");
  const queryClient = useQueryClient();
  const { data: deliveries, error } = useQuery(deliveriesQuery(webhook.id));
  const [isRemoving, setIsRemoving] = useState(false);
  const refresh = () => queryClient.invalidateQueries(webhooksQuery());
  const send = useMutation({
    mutationFn: (deliveryId?: string) => sendDelivery(webhook.id, deliveryId),
    onSuccess: refresh,
  });
  const rotate = useMutation({ mutationFn: () => rotateSecret(webhook.id), onSuccess: refresh });
  return (
    <section aria-labelledby="deliveries">
      <div className="flex flex-wrap items-center gap-2 px-edge py-3">
        <h2 id="deliveries" className="min-w-60 flex-1">
          {t("deliveries", { name: webhook.name })}
        </h2>
        <Button working={send.isPending && t("saving")} onClick={() => send.mutate(undefined)}>
          {t("test")}
        </Button>
        <Button working={rotate.isPending && t("saving")} onClick={() => rotate.mutate()}>
          {t("rotate")}
        </Button>
        <Button onClick={() => setIsRemoving(true)}>{t("revoke")}</Button>
      </div>
      <ProblemNotice error={error ?? send.error ?? rotate.error} />
      {webhook.previousUntil !== null && (
        <p className="px-edge pb-2 text-sm text-ink-2">
          {t("two-secrets")} <Instant iso={webhook.previousUntil} />
        </p>
      )}
      {deliveries?.length === 0 && (
        <p className="px-edge text-sm text-ink-3">{t("no-deliveries")}</p>
      )}
      {deliveries !== undefined && deliveries.length > 0 && (
        <DeliveryTable deliveries={deliveries} onSend={(id) => send.mutate(id)} />
      )}
      {rotate.isSuccess && (
        <OneTimeSecretDialog
          title={t("rotated-title")}
          description={t("rotated-hint")}
          label={t("secret")}
          text={rotate.data.secret}
          closeLabel={t("done")}
          onClose={rotate.reset}
        />
      )}
      {isRemoving && (
        <RevokeDialog
          of="webhook"
          name={webhook.name}
          revoke={async () => {
            await removeWebhook(webhook.id);
            await refresh();
          }}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </section>
  );
}

type DeliveryTableProps = { deliveries: DeliveryRow[]; onSend: (id: string) => void };

function DeliveryTable({ deliveries, onSend }: DeliveryTableProps) {
  const t = useTranslations("webhook");
  return (
    <SettingsTable
      caption={t("deliveries-caption")}
      columns={[
        { label: t("event") },
        { label: t("day"), isHiddenOnPhones: true },
        { label: t("state") },
        { label: t("response"), isHiddenOnPhones: true },
        { label: t("queued"), isHiddenOnPhones: true },
      ]}
      action={t("send-again")}
    >
      {deliveries.map((delivery) => (
        <tr key={delivery.id}>
          <th scope="row" className="font-mono text-xs">
            {delivery.event}
          </th>
          <td className="max-sm:hidden">
            {delivery.businessDate !== null && `${delivery.centreId} · ${delivery.businessDate}`}
          </td>
          <td>
            {t(`states.${delivery.state}`)} · {t("attempts", { count: delivery.attempts })}
          </td>
          <td className="max-w-80 truncate max-sm:hidden" title={delivery.response ?? undefined}>
            {delivery.failure === null ? delivery.status : t(`failures.${delivery.failure}`)}
          </td>
          <td className="max-sm:hidden">
            <Instant iso={delivery.createdAt} />
          </td>
          {delivery.state === "pending" ? (
            <td />
          ) : (
            <RowAction
              label={t("send-again")}
              name={t("send-one-again", { event: delivery.event })}
              onPress={() => onSend(delivery.id)}
            />
          )}
        </tr>
      ))}
    </SettingsTable>
  );
}
