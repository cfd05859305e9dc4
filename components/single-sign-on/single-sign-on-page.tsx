"use client";

/** Lists the rules that give roles to groups of identity providers, and changes them. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { roleRulesQuery } from "@/lib/client/role-rules";
import type { DirectoryTokenList } from "@/lib/contracts/directory-token";
import type { RoleRuleList } from "@/lib/contracts/role-rule";
import { IntroductionBar } from "../settings/settings-list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { RoleTargets } from "../user/role-targets";
import { DirectoryTokens } from "./directory-tokens";
import { ProviderList } from "./provider-list";
import { RuleDialog } from "./rule-dialog";
import { RuleTable } from "./rule-table";

type SingleSignOnPageProps = {
  list: RoleRuleList;
  tokens: DirectoryTokenList;
  targets: RoleTargets;
};

export function SingleSignOnPage({ list: initial, tokens, targets }: SingleSignOnPageProps) {
  const t = useTranslations("single-sign-on");
  const { data: list } = useQuery({ ...roleRulesQuery(), initialData: initial });
  const { providers, rules } = list;
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <IntroductionBar about={t("about")}>
        <Button kind="do" onClick={() => setIsAdding(true)}>
          {t("add")}
        </Button>
      </IntroductionBar>
      {rules.length === 0 ? (
        <EmptyState
          title={t("none")}
          hint={t(providers.length === 0 ? "no-provider-hint" : "none-hint")}
        />
      ) : (
        <RuleTable rules={rules} targets={targets} />
      )}
      <ProviderList providers={providers} />
      <DirectoryTokens list={tokens} />
      {isAdding && <RuleDialog list={list} targets={targets} onClose={() => setIsAdding(false)} />}
    </>
  );
}
