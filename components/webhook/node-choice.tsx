"use client";

/** Chooses the node of the organisation below which changes are sent; "" is all of it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { organisationQuery } from "@/lib/client/organisation";
import { ParentSelect } from "../organisation/parent-select";

type NodeChoiceProps = { value: string; onChange: (nodeId: string) => void };

/** There is nothing to choose in an organisation without a tree. */
export function NodeChoice({ value, onChange }: NodeChoiceProps) {
  const t = useTranslations("webhook");
  const { data: organisation } = useQuery(organisationQuery(null));
  const nodes = organisation?.nodes ?? [];
  if (nodes.length === 0) return null;
  return (
    <ParentSelect
      label={t("node")}
      none={t("node-all")}
      nodes={nodes}
      except={null}
      value={value}
      onChange={onChange}
      error={null}
    />
  );
}
