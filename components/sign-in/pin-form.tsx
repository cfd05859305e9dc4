"use client";

/**
 * Signs in on a shared device by centre, name and PIN. It is a plain form, so that it works before
 * hydration and without scripts.
 */
import { useTranslations } from "next-intl";
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN } from "@/lib/domain/pin";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";

type PinFormProps = {
  csrfToken: string;
  device: { name: string; centreId: string; centreName: string };
  people: { id: string; name: string }[];
};

export function PinForm({ csrfToken, device, people }: PinFormProps) {
  const t = useTranslations("sign-in.pin");
  return (
    <section aria-labelledby="pin-title" className="border-b border-rule pb-6">
      <h2 id="pin-title">{t("title", { centre: device.centreName })}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-2">{t("device", { name: device.name })}</p>
      {people.length === 0 ? (
        <p className="text-ink-2">{t("nobody")}</p>
      ) : (
        <form method="post" action="/api/auth/callback/pin" className="grid gap-4">
          <input type="hidden" name="csrfToken" value={csrfToken} />
          <input type="hidden" name="callbackUrl" value="/till-counts" />
          <Field label={t("centre-code")}>
            {(props) => (
              <Input
                {...props}
                name="centreId"
                defaultValue={device.centreId}
                maxLength={64}
                required
              />
            )}
          </Field>
          <Field label={t("name")}>
            {(props) => (
              <Select {...props} name="userId" required defaultValue="">
                <option value="" disabled>
                  {t("choose")}
                </option>
                {people.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("pin")}>
            {(props) => (
              <Input
                {...props}
                type="password"
                inputMode="numeric"
                autoComplete="off"
                name="pin"
                minLength={PIN_DIGITS_MIN}
                maxLength={PIN_DIGITS_MAX}
                pattern="[0-9]*"
                className="max-w-[160px]"
                required
              />
            )}
          </Field>
          <Button type="submit" kind="do" className="justify-self-start">
            {t("sign-in")}
          </Button>
        </form>
      )}
    </section>
  );
}
