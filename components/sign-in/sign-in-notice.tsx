/** Tells why the reader has to sign in again, or that their new password is in force. */
import { useTranslations } from "next-intl";
import { Notice } from "../ui/notice";

type SignInNoticeProps = { error: string | undefined; wait: number };

/** Each has a text and a hint; the last part is what the address names. */
const FAILURES = [
  "pin.pin-refused",
  "pin.pin-locked",
  "pin.device-refused",
  "sso.sso-cancelled",
  "sso.sso-failed",
  "sso.sso-unreachable",
  "sso.sso-unknown",
  "sso.sso-disabled",
  "sso.sso-groups",
  "sso.sso-weak",
  "sso.sso-still-there",
  "second-step.code-refused",
  "second-step.passkey-refused",
  "second-step.step-over",
  "only-providers",
  "unavailable",
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
  const failure = FAILURES.find((one) => one.split(".").at(-1) === error) ?? "refused";
  return (
    <Notice kind="error" title={t(failure)}>
      {t(`${failure}-hint`)}
    </Notice>
  );
}
