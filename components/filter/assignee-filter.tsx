"use client";

/** Chooses whose lines are listed: of a few people, or of many by what is typed. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ASSIGNEES_KEY, assigneesQuery, namedAssigneesQuery } from "@/lib/client/assignees";
import type { FoundAssignees } from "@/lib/contracts/thread";
import { NO_ASSIGNEE } from "@/lib/domain/thread/assignment";
import { matchOptions } from "../ui/combobox-options";
import { TYPING_MS, useDebouncedValue } from "../ui/use-debounced-value";
import type { Filter } from "./filters";
import { ListChoice } from "./list-choice";
import { PrintedFilter } from "./printed-filter";

export const ASSIGNEES: Filter = {
  id: "assigneeIds",
  width: "min-w-36",
  Control: function AssigneeChoice(props) {
    const [typed, setTyped] = useState("");
    const { data: found } = useQuery(assigneesQuery(useDebouncedValue(typed, TYPING_MS)));
    const { named, isMany } = useNamed(props.filters.assigneeIds, true);
    const t = useTranslations("filter");
    const toOption = ({ id, name }: Person) => ({ value: id, label: name });
    const nobody = { value: NO_ASSIGNEE, label: t("not-assigned") };
    const people = (found?.users ?? []).map(toOption);
    const more = found === undefined ? null : found.count - found.users.length;
    const search = { onType: setTyped, more, text: typed, chosen: named.map(toOption) };
    return (
      <ListChoice
        {...props}
        field="assigneeIds"
        options={[...matchOptions([nobody], typed), ...people]}
        search={isMany ? search : undefined}
      />
    );
  },
  Printed: function PrintedAssignees({ filters }) {
    const { named } = useNamed(filters.assigneeIds, filters.assigneeIds.length > 0);
    const t = useTranslations("filter");
    const nameOf = (id: string) =>
      id === NO_ASSIGNEE ? t("not-assigned") : (named.find((one) => one.id === id)?.name ?? id);
    return <PrintedFilter field="assigneeIds" names={filters.assigneeIds.map(nameOf)} />;
  },
};

type Person = FoundAssignees["users"][number];

/** Those of these people who are known, and whether there are more than a list offers. */
function useNamed(ids: readonly string[], enabled: boolean) {
  const client = useQueryClient();
  const { data: first } = useQuery({ ...assigneesQuery(""), enabled });
  const isMany = first !== undefined && first.count > first.users.length;
  const missing = isMany
    ? ids.filter((id) => id !== NO_ASSIGNEE && first.users.every((one) => one.id !== id))
    : [];
  const { data } = useQuery({
    ...namedAssigneesQuery(missing),
    enabled: missing.length > 0,
    // Whoever was just chosen was found before.
    placeholderData: () => {
      const lists = client.getQueriesData<FoundAssignees>({ queryKey: ASSIGNEES_KEY });
      const users = lists.flatMap(([, list]) => list?.users ?? []);
      return { users: users.filter(({ id }) => missing.includes(id)), count: missing.length };
    },
  });
  const known = [...(first?.users ?? []), ...(data?.users ?? [])];
  return { named: known.filter(({ id }) => ids.includes(id)), isMany };
}
