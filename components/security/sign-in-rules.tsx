"use client";

/** Edits who has to have a second factor, and whether providers alone sign people in. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { currentOf } from "@/lib/client/conflict";
import { findRefusal } from "@/lib/client/refusal";
import { saveSignInRules, signInRulesQuery } from "@/lib/client/sign-in-rules";
import type { SignInRulesRow } from "@/lib/contracts/sign-in-rules";
import { FACTOR_REQUIRED_OF, ONLY_PROVIDERS_REFUSALS } from "@/lib/domain/security/sign-in-rules";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { OnlyProviders } from "./only-providers";

type Account = { id: string; name: string };
type SignInRulesProps = {
  rules: SignInRulesRow;
  hasProviders: boolean;
  /** Whoever could have the emergency account. */
  accounts: readonly Account[];
};

export function SignInRules({ rules, ...choices }: SignInRulesProps) {
  const t = useTranslations("security.sign-in");
  const { data } = useQuery({ ...signInRulesQuery(), initialData: rules });
  return (
    <section aria-labelledby="sign-in-rules" className="grid gap-4 py-4">
      <div className="px-edge">
        <h2 id="sign-in-rules">{t("title")}</h2>
        <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
      </div>
      {data.factorRequiredOf === "nobody" && (
        <Notice kind="info" title={t("advice")}>
          {t("advice-hint")}
        </Notice>
      )}
      <RulesForm key={data.version} rules={data} {...choices} />
    </section>
  );
}

function RulesForm({ rules, hasProviders, accounts }: SignInRulesProps) {
  const t = useTranslations("security.sign-in");
  const toast = useToast();
  const client = useQueryClient();
  const { queryKey } = signInRulesQuery();
  const { version, ...stored } = rules;
  const [draft, setDraft] = useState(stored);
  const save = useMutation({
    mutationFn: saveSignInRules,
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved);
      toast(t("saved"));
    },
    onError: (error) => {
      const current = currentOf<SignInRulesRow>(error);
      if (current !== null) client.setQueryData(queryKey, current);
    },
  });
  const refusal = findRefusal(save.error, ONLY_PROVIDERS_REFUSALS);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ ...draft, basedOnVersion: version });
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4 px-edge">
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          label={t("factor")}
          hint={t("factor-hint")}
          options={FACTOR_REQUIRED_OF.map((value) => ({ value, text: t(`factors.${value}`) }))}
          value={draft.factorRequiredOf}
          onChange={(factorRequiredOf) => setDraft({ ...draft, factorRequiredOf })}
        />
      </div>
      {(hasProviders || draft.onlyProviders) && (
        <OnlyProviders draft={draft} accounts={accounts} onChange={setDraft} />
      )}
      {refusal !== null && <Notice kind="error" title={t(`refusals.${refusal}`)} />}
      <ProblemNotice error={refusal === null ? save.error : null} />
      <Button type="submit" className="justify-self-start" working={save.isPending && t("saving")}>
        {t("save")}
      </Button>
    </form>
  );
}
