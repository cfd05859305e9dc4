"use client";

/** Lists the users with their roles. A dialog changes one of them, another invites a new one. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { usersQuery } from "@/lib/client/users";
import type { FoundUsers, UserRow } from "@/lib/contracts/user";
import { formatBusinessDate } from "@/lib/domain/format";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { RowPages } from "../ui/row-pages";
import { isFirstPage, type Pages, usePages } from "../ui/use-pages";
import { useUnpacked } from "../ui/use-unpacked";
import { UserSessionsDialog } from "../session/user-sessions-dialog";
import { RowAction, SearchBar, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { InviteDialog } from "./invite-dialog";
import type { RoleTargets } from "./role-targets";
import { UserImport } from "./user-import";
import { useNamedTargets } from "./use-named-targets";
import { UserDialog } from "./user-dialog";
import { RolesSummary } from "./roles-summary";

type UserListProps = {
  /** The first page of them. */
  first: Packed<FoundUsers>;
  targets: RoleTargets;
  ownId: string;
};

export function UserList({ first, targets: offered, ownId }: UserListProps) {
  const t = useTranslations("people");
  const pages = usePages();
  const { users, count } = useUsers(first, pages);
  const targets = useNamedTargets(
    offered,
    users.flatMap(({ roles, ruleRoles }) => [roles, ruleRoles]),
  );
  const [chosen, setChosen] = useState<UserRow | null>(null);
  const [inviting, setInviting] = useState(false);
  const [importing, setImporting] = useState(false);
  const [watched, setWatched] = useState<UserRow | null>(null);
  // After a change, it may be on another page.
  const edited = users.find(({ id }) => id === chosen?.id) ?? chosen;
  return (
    <>
      <SearchBar
        search={{ label: t("search"), value: pages.typed, onChange: pages.onType }}
        count={t("count", { count })}
        pages={<RowPages {...pages} shown={users.length} count={count} />}
      >
        <Button onClick={() => setImporting(true)}>{t("import.open")}</Button>
        <Button kind="do" onClick={() => setInviting(true)}>
          {t("invite")}
        </Button>
      </SearchBar>
      <SettingsTable
        caption={t("caption")}
        columns={[
          { label: t("name") },
          { label: t("roles") },
          { label: t("state"), isHiddenOnPhones: true },
        ]}
        action={t("change")}
      >
        {users.map((user) => (
          <tr key={user.id} className={user.state === "disabled" ? "text-ink-3" : undefined}>
            <th scope="row" className="py-1.5">
              <span className="block font-medium">
                {user.id === ownId ? t("you", { name: user.name }) : user.name}
              </span>
              <span className="block text-xs break-all text-ink-3">{user.email}</span>
            </th>
            <td className="py-1.5 whitespace-normal">
              {(user.roles.length > 0 || user.ruleRoles.length === 0) && (
                <RolesSummary roles={user.roles} targets={targets} />
              )}
              {user.ruleRoles.length > 0 && (
                <span className="block text-ink-2">
                  {t("by-groups")} <RolesSummary roles={user.ruleRoles} targets={targets} />
                </span>
              )}
            </td>
            <td className="max-sm:hidden">
              <AccountState user={user} />
            </td>
            <RowAction
              label={t("change")}
              name={t("change-one", { name: user.name })}
              onPress={() => setChosen(user)}
            />
          </tr>
        ))}
      </SettingsTable>
      {edited !== null && (
        <UserDialog
          key={edited.id}
          user={edited}
          targets={targets}
          isSelf={edited.id === ownId}
          onSessions={() => {
            setChosen(null);
            setWatched(edited);
          }}
          onClose={() => setChosen(null)}
        />
      )}
      {watched !== null && (
        <UserSessionsDialog
          userId={watched.id}
          name={watched.name}
          onClose={() => setWatched(null)}
        />
      )}
      {importing && <UserImport targets={targets} onClose={() => setImporting(false)} />}
      {inviting && <InviteDialog targets={targets} onClose={() => setInviting(false)} />}
    </>
  );
}

function useUsers(first: Packed<FoundUsers>, { asked }: Pages): FoundUsers {
  const initial = useUnpacked(first);
  const { data = initial } = useQuery({
    ...usersQuery(asked),
    ...(isFirstPage(asked) ? { initialData: initial } : {}),
  });
  return data;
}

function AccountState({ user }: { user: UserRow }) {
  const t = useTranslations("people");
  const language = useLocale();
  const { state, endsOn, hasEnded } = user;
  if (endsOn === null || state === "disabled") return t(`states.${state}`);
  const date = formatBusinessDate(endsOn, language, "short-year");
  return hasEnded ? t("ended", { date }) : t("ends", { state: t(`states.${state}`), date });
}
