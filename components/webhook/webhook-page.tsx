"use client";

/** Lists where changes are sent to, and what became of each delivery to the chosen one. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { webhooksQuery } from "@/lib/client/webhooks";
import type { WebhookRow } from "@/lib/contracts/webhook";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Instant } from "../ui/instant";
import { DeliveryLog } from "./delivery-log";
import { WebhookDialog } from "./webhook-dialog";

export function WebhookPage({ webhooks: initial }: { webhooks: WebhookRow[] }) {
  const t = useTranslations("webhook");
  const { data: webhooks } = useQuery({ ...webhooksQuery(), initialData: initial });
  const [isAdding, setIsAdding] = useState(false);
  const [edited, setEdited] = useState<WebhookRow | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = webhooks.find(({ id }) => id === chosenId) ?? webhooks[0];
  return (
    <>
      <IntroductionBar about={t("about")}>
        <Button kind="do" onClick={() => setIsAdding(true)}>
          {t("add")}
        </Button>
      </IntroductionBar>
      {webhooks.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <SettingsTable
          caption={t("caption")}
          columns={[
            { label: t("name") },
            { label: t("address"), isHiddenOnPhones: true },
            { label: t("state") },
            { label: t("last-delivered"), isHiddenOnPhones: true },
          ]}
          action={t("edit")}
        >
          {webhooks.map((webhook) => (
            <tr key={webhook.id}>
              <th scope="row">
                <Button
                  kind="bare"
                  size="small"
                  aria-pressed={webhook.id === chosen?.id}
                  onClick={() => setChosenId(webhook.id)}
                >
                  {webhook.name}
                </Button>
              </th>
              <td className="font-mono text-xs whitespace-normal max-sm:hidden">{webhook.url}</td>
              <td>{stateText(webhook, t)}</td>
              <td className="max-sm:hidden">
                {webhook.lastDeliveredAt === null ? (
                  <span className="text-ink-3 italic">{t("not-yet")}</span>
                ) : (
                  <Instant iso={webhook.lastDeliveredAt} />
                )}
              </td>
              <RowAction
                label={t("edit")}
                name={t("edit-one", { name: webhook.name })}
                onPress={() => setEdited(webhook)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {chosen !== undefined && <DeliveryLog key={chosen.id} webhook={chosen} />}
      {isAdding && <WebhookDialog webhook={null} onClose={() => setIsAdding(false)} />}
      {edited !== null && <WebhookDialog webhook={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

type Translate = ReturnType<typeof useTranslations<"webhook">>;

function stateText({ stoppedBy, pending, failed }: WebhookRow, t: Translate): string {
  if (stoppedBy !== null) return t(`stopped-by.${stoppedBy}`);
  if (failed > 0) return t("failed-count", { count: failed });
  return pending > 0 ? t("pending-count", { count: pending }) : t("active");
}
