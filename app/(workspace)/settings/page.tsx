/** Redirects to the first settings page that the user may open. */
import { redirect } from "next/navigation";
import { listSettingsPages } from "@/components/settings/settings-pages";
import { listPermissions } from "@/lib/domain/permission";
import { pageActor } from "@/lib/server/auth/page";

export default async function SettingsPage() {
  const [first] = listSettingsPages(listPermissions(await pageActor()));
  redirect(first?.href ?? "/");
}
