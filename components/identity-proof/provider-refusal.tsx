/** Says why what an identity provider sent back confirmed nothing. */
import { useTranslations } from "next-intl";
import { PROOF_REFUSALS } from "@/lib/domain/sign-on/refuse-proof";
import { Notice } from "../ui/notice";

const REFUSALS = [...PROOF_REFUSALS, "sso-cancelled", "sso-unreachable", "sso-weak"] as const;

export function ProviderRefusal({ error }: { error: string }) {
  const t = useTranslations("identity-proof.refused");
  const refusal = REFUSALS.find((one) => one === error) ?? "sso-failed";
  return (
    <Notice kind="error" title={t(refusal)}>
      {t(`${refusal}-hint`)}
    </Notice>
  );
}
