/** The user's own password. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PasswordForm } from "@/components/user/password-form";
import { pageActor, pageScope } from "@/lib/server/auth/page";
import { getMe } from "@/lib/server/users/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("password") };
}

export default async function PasswordPage() {
  const [actor] = await Promise.all([pageActor(), pageScope("account:use")]);
  const { email } = await getMe(actor);
  return <PasswordForm email={email} />;
}
