"use client";

/** Leaves signing in to identity providers, except for one account in an emergency. */
import { useTranslations } from "next-intl";
import type { SignInRules } from "@/lib/domain/security/sign-in-rules";
import { Checkbox } from "../ui/checkbox";
import { Choice } from "../ui/choice";

type OnlyProvidersProps = {
  draft: SignInRules;
  accounts: readonly { id: string; name: string }[];
  onChange: (draft: SignInRules) => void;
};

export function OnlyProviders({ draft, accounts, onChange }: OnlyProvidersProps) {
  const t = useTranslations("security.sign-in");
  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <Checkbox
          label={t("only-providers")}
          checked={draft.onlyProviders}
          onCheckedChange={(onlyProviders) => onChange({ ...draft, onlyProviders })}
        />
        <p className="max-w-[70ch] text-sm text-ink-2">{t("only-providers-hint")}</p>
      </div>
      {draft.onlyProviders && (
        <div className="grid gap-4 sm:grid-cols-3">
          <Choice
            label={t("emergency")}
            hint={t("emergency-hint")}
            options={[
              { value: "", text: t("emergency-none") },
              ...accounts.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            value={draft.emergencyUserId ?? ""}
            onChange={(id) => onChange({ ...draft, emergencyUserId: id === "" ? null : id })}
          />
        </div>
      )}
    </div>
  );
}
