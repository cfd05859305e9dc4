/** Lists one person for each role on the sandbox, with a button that signs in as them. */
import { useTranslations } from "next-intl";
import { ROLES } from "@/lib/domain/permission";
import { Button } from "../ui/button";
import { DEMO_PASSWORD } from "@/lib/domain/demo-password";

type DemoUsersProps = { csrfToken: string; next: string };

export function DemoUsers({ csrfToken, next }: DemoUsersProps) {
  const t = useTranslations("sign-in");
  const roles = useTranslations("shell.roles");
  return (
    <section aria-labelledby="demo" className="border-t border-rule pt-5">
      <h2 id="demo">{t("demo-title")}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-2">
        {t("demo-hint")} <code className="font-mono select-all">{DEMO_PASSWORD}</code>
      </p>
      <ul className="border-t border-rule">
        {ROLES.map((role) => (
          <li key={role} className="border-b border-rule py-1.5">
            <form
              method="post"
              action="/api/auth/callback/credentials"
              className="flex flex-wrap items-center gap-x-3"
            >
              <input type="hidden" name="csrfToken" value={csrfToken} />
              <input type="hidden" name="callbackUrl" value={next} />
              <input type="hidden" name="email" value={`${role}@example.test`} />
              <input type="hidden" name="password" value={DEMO_PASSWORD} />
              <span className="min-w-0 flex-1">
                <span className="block font-medium first-letter:uppercase">{roles(role)}</span>
                <span className="block truncate text-xs text-ink-3">{`${role}@example.test`}</span>
              </span>
              <Button type="submit" size="small" aria-label={t("demo-as", { role: roles(role) })}>
                {t("demo-in")}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
