/** The heading and the navigation that all settings pages share. */
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { listPermissions } from "@/lib/domain/permission";
import { framedCaller } from "@/lib/server/auth/page";
import { PageMessages } from "../../page-messages";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor, lacksFactor } = await framedCaller();
  const t = await getTranslations("settings");
  return (
    <PageMessages of={["settings"]}>
      <div className="px-edge pt-5">
        <h1>{t("title")}</h1>
      </div>
      {!lacksFactor && <SettingsTabs permissions={listPermissions(actor)} />}
      {children}
    </PageMessages>
  );
}
