/** The page that an invitation link opens: the user chooses a password, once. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInFrame } from "@/components/sign-in/sign-in-frame";
import { SetPasswordForm } from "@/components/sign-in/set-password-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { sql } from "@/lib/server/db/sql";
import { findInvitation, NO_ADDRESS_YET } from "@/lib/server/users/invitation";

type Props = { params: Promise<{ token: string }> };

/** The link is a secret, so the page is neither indexed nor sent along as a referrer. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sign-in");
  return { title: t("invitation-title"), referrer: "same-origin", robots: { index: false } };
}

export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("sign-in");
  const invitation = await findInvitation(sql, token);
  if (invitation === null) {
    return (
      <SignInFrame title={t("invitation-over")}>
        <Notice kind="warn" title={t("invitation-over-why")}>
          {t("invitation-over-hint")}
        </Notice>
        <ButtonLink href="/sign-in" className="justify-self-start">
          {t("to-sign-in")}
        </ButtonLink>
      </SignInFrame>
    );
  }
  if (!invitation.admitsPassword) {
    return (
      <SignInFrame title={t("link-only-providers")}>
        <p className="text-ink-2">{t("link-only-providers-hint")}</p>
        <ButtonLink href="/sign-in" className="justify-self-start">
          {t("to-sign-in")}
        </ButtonLink>
      </SignInFrame>
    );
  }
  const welcome = invitation.hasPassword ? "new-password-hint" : "invitation-hint";
  const isFirst = invitation.email === NO_ADDRESS_YET;
  return (
    <SignInFrame title={isFirst ? t("set-up-title") : t("welcome", { name: invitation.name })}>
      <p className="text-ink-2">{isFirst ? t("set-up-hint") : t(welcome)}</p>
      <SetPasswordForm token={token} email={isFirst ? null : invitation.email} />
    </SignInFrame>
  );
}
