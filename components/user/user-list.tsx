"use client";

/** Everyone who may come in, with their roles in words; changed in a dialog. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usersQuery } from "@/lib/client/users";
import type { Centre } from "@/lib/contracts/centre";
import type { UserRow } from "@/lib/contracts/user";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { InviteDialog } from "./invite-dialog";
import { UserDialog } from "./user-dialog";
import { RolesSummary } from "./roles-summary";

type UserListProps = { users: UserRow[]; centres: Centre[]; ownId: string };

export function UserList({ users: initial, centres, ownId }: UserListProps) {
  const t = useTranslations("people");
  const { data: users } = useQuery({ ...usersQuery(), initialData: initial });
  const [editedId, setEditedId] = useState<string | null>(null);
  const [inviting, setInviting] = useState(false);
  const [search, setSearch] = useState("");
  const edited = users.find(({ id }) => id === editedId);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-edge py-3">
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="max-w-60"
        />
        <span className="flex-1 text-sm text-ink-3">{t("count", { count: users.length })}</span>
        <Button kind="do" onClick={() => setInviting(true)}>
          {t("invite")}
        </Button>
      </div>
      <table className="ledger">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("roles")}</th>
            <th scope="col" className="max-sm:hidden">
              {t("state")}
            </th>
            <th scope="col">
              <span className="sr-only">{t("change")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {matching(users, search).map((user) => (
            <tr key={user.id} className={user.state === "disabled" ? "text-ink-3" : undefined}>
              <th scope="row" className="py-1.5">
                <span className="block font-medium">
                  {user.id === ownId ? t("you", { name: user.name }) : user.name}
                </span>
                <span className="block text-xs break-all text-ink-3">{user.email}</span>
              </th>
              <td className="py-1.5 whitespace-normal">
                <RolesSummary roles={user.roles} centres={centres} />
              </td>
              <td className="max-sm:hidden">{t(`states.${user.state}`)}</td>
              <td className="money">
                <Button
                  kind="bare"
                  size="small"
                  aria-label={t("change-one", { name: user.name })}
                  onClick={() => setEditedId(user.id)}
                >
                  {t("change")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {edited !== undefined && (
        <UserDialog
          key={edited.id}
          user={edited}
          centres={centres}
          isSelf={edited.id === ownId}
          onClose={() => setEditedId(null)}
        />
      )}
      {inviting && <InviteDialog centres={centres} onClose={() => setInviting(false)} />}
    </>
  );
}

function matching(users: UserRow[], search: string): UserRow[] {
  const wanted = search.trim().toLowerCase();
  return users.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
}
