/** Tells why the reader has to sign in again, or that their new password is in force. */
import { useTranslations } from "next-intl";
import { Notice } from "../ui/notice";

type SignInNoticeProps = { error: string | undefined; wait: number };

const SINGLE_SIGN_ON = [
  "sso-cancelled",
  "sso-failed",
  "sso-unreachable",
  "sso-unknown",
  "sso-disabled",
  "sso-groups",
  "sso-weak",
  "sso-still-there",
] as const;

export function SignInNotice({ error, wait }: SignInNoticeProps) {
  const t = useTranslations("sign-in");
  if (error === undefined) return null;
  if (error === "none") return <Notice kind="info" title={t("password-set")} />;
  if (error === "signed-out") return <Notice kind="info" title={t("signed-out-there")} />;
  if (error === "throttled") {
    const seconds = Number.isSafeInteger(wait) && wait > 0 ? wait : 60;
    return (
      <Notice kind="error" title={t("throttled")}>
        {t("throttled-hint", { seconds, minutes: Math.ceil(seconds / 60) })}
      </Notice>
    );
  }
  if (error === "pin-refused" || error === "pin-locked" || error === "device-refused") {
    return (
      <Notice kind="error" title={t(`pin.${error}`)}>
        {t(`pin.${error}-hint`)}
      </Notice>
    );
  }
  const failure = SINGLE_SIGN_ON.find((one) => one === error);
  if (failure !== undefined) {
    return (
      <Notice kind="error" title={t(`sso.${failure}`)}>
        {t(`sso.${failure}-hint`)}
      </Notice>
    );
  }
  if (error === "code-refused" || error === "passkey-refused" || error === "step-over") {
    return (
      <Notice kind="error" title={t(`second-step.${error}`)}>
        {t(`second-step.${error}-hint`)}
      </Notice>
    );
  }
  if (error === "only-providers") {
    return (
      <Notice kind="error" title={t("only-providers")}>
        {t("only-providers-hint")}
      </Notice>
    );
  }
  return (
    <Notice kind="error" title={t("refused")}>
      {t("refused-hint")}
    </Notice>
  );
}
