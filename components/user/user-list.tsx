"use client";

/** Lists the users with their roles. A dialog changes one of them, another invites a new one. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { usersQuery } from "@/lib/client/users";
import type { UserRow } from "@/lib/contracts/user";
import { formatBusinessDate } from "@/lib/domain/format";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { useUnpacked } from "../ui/use-unpacked";
import { UserSessionsDialog } from "../session/user-sessions-dialog";
import { RowAction, SearchBar, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { InviteDialog } from "./invite-dialog";
import type { RoleTargets } from "./role-targets";
import { UserImport } from "./user-import";
import { UserDialog } from "./user-dialog";
import { RolesSummary } from "./roles-summary";

type UserListProps = { packedUsers: Packed<UserRow[]>; targets: RoleTargets; ownId: string };

export function UserList({ packedUsers, targets, ownId }: UserListProps) {
  const initial = useUnpacked(packedUsers);
  const t = useTranslations("people");
  const { data: users } = useQuery({ ...usersQuery(), initialData: initial });
  const [editedId, setEditedId] = useState<string | null>(null);
  const [inviting, setInviting] = useState(false);
  const [importing, setImporting] = useState(false);
  const [search, setSearch] = useState("");
  const [watchedId, setWatchedId] = useState<string | null>(null);
  const watched = users.find(({ id }) => id === watchedId);
  const edited = users.find(({ id }) => id === editedId);
  return (
    <>
      <SearchBar
        search={{ label: t("search"), value: search, onChange: setSearch }}
        count={t("count", { count: users.length })}
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
        {matching(users, search).map((user) => (
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
              onPress={() => setEditedId(user.id)}
            />
          </tr>
        ))}
      </SettingsTable>
      {edited !== undefined && (
        <UserDialog
          key={edited.id}
          user={edited}
          targets={targets}
          isSelf={edited.id === ownId}
          onSessions={() => {
            setEditedId(null);
            setWatchedId(edited.id);
          }}
          onClose={() => setEditedId(null)}
        />
      )}
      {watched !== undefined && (
        <UserSessionsDialog
          userId={watched.id}
          name={watched.name}
          onClose={() => setWatchedId(null)}
        />
      )}
      {importing && <UserImport targets={targets} onClose={() => setImporting(false)} />}
      {inviting && <InviteDialog targets={targets} onClose={() => setInviting(false)} />}
    </>
  );
}

function AccountState({ user }: { user: UserRow }) {
  const t = useTranslations("people");
  const language = useLocale();
  const { state, endsOn, hasEnded } = user;
  if (endsOn === null || state === "disabled") return t(`states.${state}`);
  const date = formatBusinessDate(endsOn, language, "short-year");
  return hasEnded ? t("ended", { date }) : t("ends", { state: t(`states.${state}`), date });
}

function matching(users: UserRow[], search: string): UserRow[] {
  const wanted = search.trim().toLowerCase();
  return users.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
}
