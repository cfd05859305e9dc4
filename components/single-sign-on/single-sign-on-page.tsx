"use client";

/** Lists the rules that give roles to groups of identity providers, and changes them. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { roleRulesQuery } from "@/lib/client/role-rules";
import type { RoleRuleList } from "@/lib/contracts/role-rule";
import { IntroductionBar } from "../settings/settings-list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { RoleTargets } from "../user/role-targets";
import { RuleDialog } from "./rule-dialog";
import { RuleTable } from "./rule-table";

type SingleSignOnPageProps = { list: RoleRuleList; targets: RoleTargets };

export function SingleSignOnPage({ list: initial, targets }: SingleSignOnPageProps) {
  const t = useTranslations("single-sign-on");
  const { data: list } = useQuery({ ...roleRulesQuery(), initialData: initial });
  const { providers, rules } = list;
  const [isAdding, setIsAdding] = useState(false);
  if (providers.length === 0 && rules.length === 0) {
    return <EmptyState title={t("no-provider")} hint={t("no-provider-hint")} />;
  }
  return (
    <>
      <IntroductionBar about={t("about")}>
        <Button kind="do" disabled={providers.length === 0} onClick={() => setIsAdding(true)}>
          {t("add")}
        </Button>
      </IntroductionBar>
      {rules.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <RuleTable rules={rules} targets={targets} />
      )}
      {isAdding && <RuleDialog list={list} targets={targets} onClose={() => setIsAdding(false)} />}
    </>
  );
}
