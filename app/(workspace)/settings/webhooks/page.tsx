/** Where changes are sent to. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WebhookPage } from "@/components/webhook/webhook-page";
import { pageScope } from "@/lib/server/auth/page";
import { listWebhooks } from "@/lib/server/webhooks/deliveries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("webhooks") };
}

export default async function WebhooksPage() {
  return (
    <PageMessages of={["people", "webhook"]}>
      <WebhookPage webhooks={await listWebhooks(await pageScope("webhook:administer"))} />
    </PageMessages>
  );
}
