/**
 * Offers to sign in with each identity provider, above the form for a password. A plain form for
 * each works without scripts.
 */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

type ProviderButtonsProps = {
  csrfToken: string;
  next: string;
  providers: readonly { id: string; name: string }[];
};

export function ProviderButtons({ csrfToken, next, providers }: ProviderButtonsProps) {
  const t = useTranslations("sign-in.sso");
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-3 border-b border-rule pb-6">
      {providers.map(({ id, name }) => (
        <form key={id} method="post" action={`/api/auth/signin/${id}`} className="grid">
          <input type="hidden" name="csrfToken" value={csrfToken} />
          <input type="hidden" name="callbackUrl" value={next} />
          <Button type="submit" kind="do" className="min-w-0">
            <span className="truncate">{t("with", { provider: name })}</span>
          </Button>
        </form>
      ))}
    </div>
  );
}
