"use client";

/**
 * Lists what waits on this device, on pages other than the count's own. It is sent from here as
 * well.
 */
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useToast } from "../ui/toast";
import { UnsentStrip } from "./unsent-strip";
import { useSending } from "./use-sending";

export function UnsentCountsBanner({ userId }: { userId: string }) {
  const t = useTranslations("till-count");
  const toast = useToast();
  const router = useRouter();
  const { unsent } = useSending(userId, ({ stored }) =>
    toast(t("handed-in", { count: stored.length })),
  );
  return (
    <UnsentStrip
      unsent={unsent}
      onGo={(location) => router.push(`/till-counts?${new URLSearchParams(location).toString()}`)}
    />
  );
}
