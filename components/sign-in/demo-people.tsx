/** Lists one person for each role on the sandbox and an area manager, with a button to sign in. */
import { useTranslations } from "next-intl";
import { AREA_MANAGER, DEMO_PASSWORD, DEMO_PEOPLE } from "@/lib/domain/demo-people";
import { Button } from "../ui/button";

type DemoUsersProps = { csrfToken: string; next: string };

export function DemoUsers({ csrfToken, next }: DemoUsersProps) {
  const t = useTranslations("sign-in");
  const roles = useTranslations("shell.roles");
  const nameOf = (one: (typeof DEMO_PEOPLE)[number]) =>
    one === AREA_MANAGER ? t("area-manager") : roles(one);
  return (
    <section aria-labelledby="demo" className="border-t border-rule pt-5">
      <h2 id="demo">{t("demo-title")}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-2">
        {t("demo-hint")} <code className="font-mono select-all">{DEMO_PASSWORD}</code>
      </p>
      <ul className="border-t border-rule">
        {DEMO_PEOPLE.map((one) => (
          <li key={one} className="border-b border-rule py-1.5">
            <form
              method="post"
              action="/api/auth/callback/credentials"
              className="flex flex-wrap items-center gap-x-3"
            >
              <input type="hidden" name="csrfToken" value={csrfToken} />
              <input type="hidden" name="callbackUrl" value={next} />
              <input type="hidden" name="email" value={`${one}@example.test`} />
              <input type="hidden" name="password" value={DEMO_PASSWORD} />
              <span className="min-w-0 flex-1">
                <span className="block font-medium first-letter:uppercase">{nameOf(one)}</span>
                <span className="block truncate text-xs text-ink-3">{`${one}@example.test`}</span>
              </span>
              <Button type="submit" size="small" aria-label={t("demo-as", { role: nameOf(one) })}>
                {t("demo-in")}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
